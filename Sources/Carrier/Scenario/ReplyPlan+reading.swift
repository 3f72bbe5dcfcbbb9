/// A reply while it is being read.
struct WrittenReply: Sendable {
  var plan = ReplyPlan(content: "")

  static let fields = FieldTable(
    subject: "a reply",
    standard: WrittenReply(),
    fields: [
      Field("content", \.plan.content, .someText),
      Field("after", \.plan.after, .spanRange),
      Field("mobile", \.plan.mobile, .mobile),
      Field("extno", \.plan.extno, .digits),
    ])
}

extension ValueForm<ReplyPlan> {
  /// A text, or `{content, after, mobile, extno}`.
  static let reply = ValueForm { node, label, context in
    guard case .map(let entries) = node.content else {
      return ValueForm<String>.someText.read(node, label, &context).map { ReplyPlan(content: $0) }
    }
    var written = WrittenReply()
    WrittenReply.fields.read(node, label, into: &written, &context)
    guard entries.hasValue(for: "content") else {
      context.report("a reply needs its content; add content: 好的", at: node.position)
      return nil
    }
    return written.plan
  }
}

extension ValueForm<String> {
  fileprivate static let mobile = text("a mobile number such as 13800138000") { text in
    MobileNumber(text) == nil ? nil : text
  }
}

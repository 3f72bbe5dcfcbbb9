/// The map of a refusal.
struct WrittenRefusal: Sendable {
  var code: Int?
  var text: String?

  static let fields = FieldTable(
    subject: "a refusal",
    standard: WrittenRefusal(),
    fields: [
      Field("code", \.code, .refusalCode),
      Field("text", \.text, .refusalText),
    ])
}

/// What is refused.
enum RefusedThing {
  case request, number
}

extension ValueForm<RefusalPlan> {
  /// A condition, a code, `{code}` or, of a request, `{text}`.
  static func refusal(of thing: RefusedThing) -> ValueForm {
    ValueForm { node, label, context in
      switch node.content {
      case .scalar(let text, _) where text.isDigits:
        return ValueForm<Int>.refusalCode.read(node, label, &context).map { .code($0) }
      case .scalar(let text, _):
        if let condition = Condition(rawValue: text) { return .condition(condition) }
        context.report(
          "\(label) cannot be \(node.summary)"
            + Spelling.hint(
              for: text, among: conditions, else: "fakecarrier codes lists the conditions"),
          at: node.position)
        return nil
      case .map:
        return readMap(node, label, of: thing, &context)
      case .list:
        context.reportMismatch(
          node, label, expected: "a condition such as system_busy, or a code such as 104")
        return nil
      }
    }
  }

  private static let conditions = Condition.allCases.map(\.rawValue)

  private static func readMap(
    _ node: YAMLNode, _ label: String, of thing: RefusedThing, _ context: inout ReadingContext
  ) -> RefusalPlan? {
    let errors = context.errors
    var written = WrittenRefusal()
    WrittenRefusal.fields.read(node, label, into: &written, &context)
    guard context.errors == errors else { return nil }
    switch (written.code, written.text) {
    case (let code?, nil): return .code(code)
    case (nil, let text?):
      if thing == .request { return .text(text) }
      context.report(
        "\(label) is a number's, which has no text; give a condition or a code",
        at: node.position)
    case (nil, nil), (_?, _?):
      context.report("\(label) must have either a code or a text", at: node.position)
    }
    return nil
  }
}

extension ValueForm<Int> {
  fileprivate static let refusalCode = number(0...99_999, example: 104)
}

extension ValueForm<String> {
  fileprivate static let refusalText = text("a text of 1 to 200 characters") { text in
    (1...200).contains(text.unicodeScalars.count) ? text : nil
  }
}

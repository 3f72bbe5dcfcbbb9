/// The map of a fault.
struct WrittenFault: Sendable {
  var status: Int?

  static let fields = FieldTable(
    subject: "a fault",
    standard: WrittenFault(),
    fields: [Field("http", \.status, .faultyStatus)])
}

extension Fault {
  static let words: [(word: String, value: Fault)] = [
    ("drop", .drop), ("reset", .reset), ("empty", .empty), ("garbage", .garbage),
    ("truncate", .truncate), ("stall", .stall), ("lose_answer", .loseAnswer),
  ]
}

extension ValueForm<Fault> {
  /// A word, or `{http: 503}`.
  static let fault = ValueForm { node, label, context in
    guard case .map(let entries) = node.content else {
      return word { _ in Fault.words }.read(node, label, &context)
    }
    var written = WrittenFault()
    WrittenFault.fields.read(node, label, into: &written, &context)
    guard entries.hasValue(for: "http") else {
      context.report("\(label) needs a status; write {http: 503}", at: node.position)
      return nil
    }
    return written.status.map { .http($0) }
  }
}

extension ValueForm<Int> {
  /// RFC 9110, sections 15.2, 15.3.5 and 15.4.5: those that have no content are no answer.
  fileprivate static let faultyStatus = text(
    "an HTTP status from 200 to 599 that may have a body, such as 503"
  ) { text in
    Int(text).flatMap { (200...599).contains($0) && $0 != 204 && $0 != 304 ? $0 : nil }
  }
}

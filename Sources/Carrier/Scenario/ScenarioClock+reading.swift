extension ValueForm<Scenario.Clock> {
  /// `real`, or `{start, run}`, where it runs unless told otherwise.
  static let clock = ValueForm { node, label, context in
    if case .scalar("real", _) = node.content { return .real }
    guard case .map = node.content else {
      context.reportMismatch(
        node, label, expected: "real, or a map such as {start: \"2017-04-12 01:38:21\", run: true}")
      return nil
    }
    var written = WrittenClock()
    let errors = context.errors
    WrittenClock.fields.read(node, label, into: &written, &context)
    guard let start = written.start else {
      if context.errors == errors {
        context.report(
          "a clock needs a start; add start: \"2017-04-12 01:38:21\"", at: node.position)
      }
      return nil
    }
    return .starting(start, running: written.run)
  }
}

/// The map that sets a clock.
struct WrittenClock: Sendable {
  var start: LocalTime?
  var run = true

  static let fields = FieldTable(
    subject: "a clock",
    standard: WrittenClock(),
    fields: [
      Field("start", \.start, .time),
      Field("run", \.run, .flag),
    ])
}

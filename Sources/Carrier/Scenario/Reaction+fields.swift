extension Reaction {
  static let fields = FieldTable(
    subject: "then",
    standard: Reaction(),
    fields: [
      Field("reject", \.reject, .refusal(of: .request)),
      Field("result", \.result, .refusal(of: .number)),
      Field("report", \.reports, .reports(after: nil)),
      Field("reply", \.reply, .reply),
      Field("delay", \.delay, .spanRange),
      Field("fault", \.fault, .fault),
      Field("push", \.push, .word),
    ])

  /// Nothing happens.
  var isEmpty: Bool {
    reject == nil && result == nil && reports == nil && reply == nil && delay == nil && fault == nil
      && push == nil
  }
}

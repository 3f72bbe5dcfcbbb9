/// Calls that are answered when something has happened, or when the time is over.
extension CallDescription {
  static let waitForMessages = CallDescription(
    "waitForMessages", "answers when so many messages are there", query: WaitCalls.messages,
    answers: [.json("the newest of them", .page(of: .message)), .timeIsOver])

  static let waitForReports = CallDescription(
    "waitForReports", "answers when the client has taken so many reports",
    query: WaitCalls.reports,
    answers: [.json("the newest of them", .page(of: .report)), .timeIsOver])

  static let waitForPushes = CallDescription(
    "waitForPushes", "answers when so many pushes were acknowledged, or are in another state",
    query: WaitCalls.pushes,
    answers: [.json("the newest of them", .page(of: .push)), .timeIsOver])

  static let verify = CallDescription(
    "verify", "whether so many messages are there, now or within a time",
    details: """
      Without `count` there must be one at least. A number must be met exactly, a maximum must hold to \
      the end of `within`. `never` is a count of 0.
      """,
    query: [.limit],
    body: .json(
      .closed([
        Schema.Field(
          "match",
          .closed(
            ["account", "mobile", "content", "dialect", "scenario"].map {
              Schema.Field($0, .either([.text, .integer(Int64.min...Int64.max)]), isOptional: true)
            } + [Schema.Field("since", .either([.count, .text]), isOptional: true)]),
          "the filters of the list of messages", isOptional: true),
        Schema.Field(
          "count",
          .either([
            .integer(0...1_000_000),
            .closed([
              Schema.Field("min", .integer(0...1_000_000), isOptional: true),
              Schema.Field("max", .integer(0...1_000_000), isOptional: true),
            ]),
          ]), isOptional: true),
        Schema.Field("within", .span, "0s where it is left out; 10m at most", isOptional: true),
        Schema.Field("never", .flag, isOptional: true),
      ])),
    answers: [
      .json("the newest of them", .page(of: .message)),
      .problem(400, "the body is not JSON, or a parameter is unknown").or("text/plain"),
      .unmet(409, "there are more or fewer"),
      .problem(422, "the body has a mistake"),
    ])

  static let events = CallDescription(
    "listen", "what happens, as server-sent events",
    details: "The header `Last-Event-ID` takes it up again where it was.",
    query: EventCalls.parameters,
    answers: [.text("events, for as long as somebody listens", type: "text/event-stream")])
}

extension CallDescription.Answer {
  fileprivate static let timeIsOver = unmet(408, "the time is over")

  fileprivate static func unmet(_ status: Int, _ about: String) -> CallDescription.Answer {
    CallDescription.Answer(
      status: status, about: about + "; what came nearest",
      contents: [Content(type: "application/problem+json", schema: .unmet)])
  }
}

extension Schema {
  fileprivate static let unmet = Schema.named(
    "Unmet",
    .object(
      problemFields + [
        Field("wanted", .object([Field("min", .count), Field("max", .nullable(.count))])),
        Field("seen", .count, "how many there are"),
        Field("nearest", .nullable(.nearest), "what differs in the fewest fields"),
        Field("refused", .nullable(.refusedRequest), "a submission that was refused meanwhile"),
        Field("items", .list(.message), "those that there are", isOptional: true),
      ]))

  private static let nearest = Schema.named(
    "Nearest",
    .object([
      Field(
        "differs",
        .list(
          .object([Field("field", .text), Field("wanted", .text), Field("seen", .text)]))),
      Field("message", .message, isOptional: true),
      Field("push", .push, isOptional: true),
    ]))

  private static let refusedRequest = Schema.named(
    "RefusedRequest",
    .object([
      Field("at", .nullable(.time)),
      Field("scenario", .nullable(.text)),
      Field("account", .nullable(.text)),
      Field("request", .count),
      Field("dialect", .text),
      Field("operation", .nullable(.text)),
      Field("outcome", .nullable(.text)),
    ]))
}

/// The scenarios' clocks.
extension CallDescription {
  static let clocks = CallDescription(
    "listClocks", "how the clocks stand", query: ListCalls.window,
    answers: [
      .json(
        "a part of the list",
        .page(
          of: .object([
            Schema.Field("scenario", .text), Schema.Field("time", .time),
            Schema.Field("running", .flag),
          ])))
    ])

  private static let run = Schema.Field(
    "run", .flag, "whether the clock goes on by itself", isOptional: true)

  static let moveClock = CallDescription(
    "moveClock", "moves clocks, stops them or lets them go",
    details: """
      `advance`, `set` and `until` exclude each other; `run` may stand beside them. `until` idle jumps \
      from one thing that is due to the next, until nothing is to come.
      """,
    body: .json(
      .either([
        .closed([Schema.Field("advance", .span), run]),
        .closed([Schema.Field("set", .time, "by the scenario's time zone"), run]),
        .closed([Schema.Field("until", .words(["idle"])), run]),
        .closed([Schema.Field("run", .flag, "whether the clock goes on by itself")]),
      ])),
    answers: [
      .json("what fell due on the way", .object([Schema.Field("scenarios", .list(.clockReport))])),
      .problem(400, "the body is not JSON, or a parameter is unknown").or("text/plain"),
      .problem(422, "the body does not say what to do, or a clock cannot go there"),
    ])
}

extension Schema {
  fileprivate static let clockReport = Schema.named(
    "ClockReport",
    .object([
      Field("scenario", .text),
      Field("time", .time),
      Field("running", .flag),
      Field("fired", .list(.firedEvent), "in due order; the first thousand"),
      Field("fired_total", .count),
    ]))

  fileprivate static let firedEvent = Schema.named(
    "FiredEvent",
    .object([
      Field("kind", .words(["report", "reply", "send", "push"])),
      Field("at", .time),
      Field("account", .text),
      Field("message", .id, "of a report: the message it is about", isOptional: true),
      Field("mobile", .nullable(.text), isOptional: true),
      Field("stat", .nullable(.text), isOptional: true),
      Field("reply", .id, isOptional: true),
      Field("submission", .id, isOptional: true),
      Field("push", .id, isOptional: true),
    ]))
}

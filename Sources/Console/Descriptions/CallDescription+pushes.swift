internal import Carrier

/// The pushes to clients.
extension CallDescription {
  static let pushes = CallDescription(
    "listPushes", "the pushes with every attempt, the newest first", query: ListCalls.pushes,
    answers: [.json("a part of the list", .page(of: .push))])

  static let push = CallDescription(
    "getPush", "a push with every attempt", path: [.pushID],
    answers: [.json("the push", .push), .noPush])

  static let releasePushes = CallDescription(
    "releasePushes", "lets go the pushes that rules hold",
    body: .json(
      .closed([Schema.Field("account", .text, "left out: of all accounts", isOptional: true)]),
      isOptional: true),
    answers: [
      .json("how many reports were held", .object([Schema.Field("released", .count)])),
      .problem(400, "the body is not JSON, or a parameter is unknown").or("text/plain"),
      .problem(404, "there is no such account, or no such scenario"),
      .problem(422, "the body has a mistake"),
    ])

  static let pushAgain = CallDescription(
    "pushAgain", "pushes the same again, now, whatever became of it",
    details: "Where the account's retries are used up, this once.",
    path: [.pushID],
    answers: [
      .json("the push, which waits for its next attempt", .push),
      .problem(400, "a parameter is unknown").or("text/plain"),
      .noPush,
      .problem(409, "an attempt is under way"),
      .problem(410, "what it brought has gone with the oldest messages"),
    ])
}

extension CallDescription.Answer {
  fileprivate static let noPush = problem(404, "there is no such push, or no such scenario")
}

extension Parameter {
  fileprivate static let pushID = Parameter("id", "a push's number")
}

extension Schema {
  static let push = Schema.named(
    "Push",
    .object([
      Field("id", .id),
      Field("account", .text),
      Field("scenario", .text),
      Field("url", .text),
      Field("dialect", .text, "what it is pushed in"),
      Field("state", .words(PushRecord.State.allCases.map(\.rawValue))),
      Field("next_at", .nullable(.time), "when it is tried again"),
      Field("items", .list(.pushItem), "those that have not gone with the oldest messages"),
      Field("attempts", .list(.pushAttempt)),
    ]))

  private static let pushItem = Schema.named(
    "PushItem",
    .object([
      Field("kind", .words(["report", "reply"])),
      Field("report", .id, isOptional: true),
      Field("reply", .id, isOptional: true),
      Field("mid", .mid),
      Field("mobile", .text),
      Field("stat", .text, "of a report", isOptional: true),
      Field("content", .text, "of a reply", isOptional: true),
    ]))

  static let pushAttempt = Schema.named(
    "PushAttempt",
    .object([
      Field("at", .time, "when it began"),
      Field("milliseconds", .count, "how long it took, by the machine's clock"),
      Field("status", .nullable(.integer(0...999)), "null: the receiver did not answer"),
      Field("answer", .nullable(.text), "the receiver's, as text"),
      Field("error", .nullable(.text)),
    ]))
}

internal import Carrier

/// What was submitted.
extension CallDescription {
  static let messages = CallDescription(
    "listMessages", "what was submitted, the newest first", query: ListCalls.messages,
    answers: [.json("a part of the list", .page(of: .message))])

  static let message = CallDescription(
    "getMessage", "everything of one message", path: [.messageID],
    answers: [.json("the message", .messageDetail)] + Answer.noMessage)
}

extension CallDescription.Answer {
  static let noMessage = [
    problem(404, "there is no such message, or no such scenario"),
    problem(410, "the message was there and has gone"),
  ]
}

extension Parameter {
  static let messageID = Parameter(
    "id", "a message's number, a report's, or the sixteen hexadecimal digits of a mid")
}

extension Schema {
  private static let messageFields = [
    Field("id", .id),
    Field("mid", .mid, "what names it on the wire"),
    Field("task", .count),
    Field("account", .text),
    Field("scenario", .text),
    Field("dialect", .text),
    Field("mobile", .text, "as sent"),
    Field("content", .text),
    Field("extno", .text),
    Field("segments", .count),
    Field("price", .count),
    Field("at", .time, "when it was, or will be, sent on"),
    Field("submitted_at", .time),
    Field("refusal", .nullable(.text), "a condition or a code; null: accepted"),
    Field(
      "report",
      .nullable(
        .object([Field("stat", .text), Field("due", .time), Field("state", .deliveryState)]))),
    Field("state", .messageState),
    Field("lost_answer", .nullable(.text), "the fault that kept the client from learning of it"),
    Field("resent_as", .nullable(.id), "its answer was lost, and it came again as this one"),
    Field("resend_of", .nullable(.id), "it came again after the answer to this one was lost"),
    Field("same_as", .nullable(.id), "it came twice within a minute"),
  ]

  static let message = Schema.named("Message", .object(messageFields))

  fileprivate static let messageDetail = Schema.named(
    "MessageDetail",
    .object(
      messageFields + [
        Field("request", .count, "the number of the request that submitted it"),
        Field("media", .words([Media.sms, .mms].map { "\($0)" })),
        Field("reports", .list(.report), "its own first"),
        Field("frames", .list(.frame), "of a multimedia message", isOptional: true),
        Field("explain", .nullable(.messageExplanation), "why it came out so"),
      ]))

  private static let frame = Schema.named(
    "Frame",
    .object([
      Field("seconds", .count),
      Field(
        "parts",
        .list(.object([Field("type", .text), Field("data", .text, "in base64")]))),
    ]))
}

internal import Carrier

/// The delivery reports.
extension CallDescription {
  static let reports = CallDescription(
    "listReports", "the delivery reports, the newest first; none is taken by it",
    query: ListCalls.reports, answers: [.json("a part of the list", .page(of: .report))])

  static let postReport = CallDescription(
    "makeReport", "makes a report of a message by hand",
    details: "Where the message's own is not due yet, it takes its place; else it is one more.",
    path: [.messageID],
    body: .json(
      .closed([
        Schema.Field("stat", .pattern("^[!-~]{1,32}$", example: "MA:0001")),
        Schema.Field("after", .span, "from now on; 0s where it is left out", isOptional: true),
      ])),
    answers: [
      .json("the report", .report, status: 201),
      .problem(400, "the body is not JSON, or a parameter is unknown").or("text/plain"),
      .problem(409, "the message was refused, so nothing can be reported of it"),
      .problem(422, "the body has a mistake"),
    ] + Answer.noMessage)
}

extension Schema {
  static let report = Schema.named(
    "Report",
    .object(
      [
        Field("id", .id),
        Field("message", .id, "the message it is about"),
        Field("mid", .mid, "what it says that it is about"),
        Field("account", .text),
        Field("scenario", .text),
        Field("mobile", .text),
        Field("stat", .text),
      ] + deliveryFields + [Field("push", .nullable(.id), "the last push that it was part of")]))

  static let deliveryState = Schema.named(
    "DeliveryState", .words(DeliveryState.allCases.map(\.rawValue)))

  static let messageState = Schema.named(
    "MessageState", .words(MessageState.allCases.map(\.rawValue)))

  /// Who took a report or a reply, or is to.
  static let deliveryFields = [
    Field("due", .time),
    Field("state", .deliveryState),
    Field("taken_at", .nullable(.time)),
    Field("taken_by", .nullable(.count), "the number of the request that pulled it"),
  ]
}

internal import Carrier

/// The journal.
extension CallDescription {
  static let requests = CallDescription(
    "listRequests", "what clients sent, the newest first", query: JournalFilter.parameters,
    answers: [.json("a part of the list", .page(of: .request))])

  static let request = CallDescription(
    "getRequest", "one request, byte for byte, and why it was answered so",
    path: [Parameter("number", "a request's number", .id)],
    answers: [
      .json("the request", .requestDetail),
      .problem(404, "there is no such request, or no such scenario"),
      .problem(410, "the request was there and has gone"),
    ])
}

extension Schema {
  private static let requestFields = [
    Field("number", .id),
    Field("received_at", .text, "the machine's time, in UTC (ISO 8601)"),
    Field("at", .nullable(.time)),
    Field("account", .nullable(.text), "as the request named it"),
    Field("scenario", .nullable(.text)),
    Field("dialect", .text),
    Field("operation", .nullable(.words(Operation.Name.allCases.map(\.rawValue)))),
    Field("method", .text),
    Field("path", .text),
    Field("peer", .text),
    Field("outcome", .outcome),
    Field("fault", .nullable(.text), "as scenarios write it"),
    Field("status", .nullable(.integer(100...599)), "null: no answer went out"),
    Field("fate", .words(["held", "left", "abandoned", "failed"]), "of the answer"),
    Field("microseconds", .nullable(.count), "until the answer left"),
  ]

  fileprivate static let request = Schema.named("Request", .object(requestFields))

  fileprivate static let requestDetail = Schema.named(
    "RequestDetail",
    .object(
      requestFields + [
        Field(
          "parameters",
          .object([
            Field("charset", .words(["utf-8", "gbk"])), Field("items", .list(.sentParameter)),
          ])),
        Field("request", .object(rawFields)),
        Field(
          "answer",
          .nullable(.object([Field("sent", .words(["whole", "half", "none"]))] + rawFields))),
        Field("messages", .list(.id), "that it made"),
        Field("explain", .nullable(.explanation), "why it was answered so"),
        Field("findings", .list(.lintFinding), "lint's"),
      ]))

  private static let outcome = Schema.object([
    Field("condition", .text),
    Field("code", .nullable(.text), "as it stands on the wire"),
    Field("text", .nullable(.text), "the document's"),
    Field("summary", .text),
  ])

  private static let sentParameter = Schema.object([
    Field("in", .words(["query", "body"])),
    Field("name", .text),
    Field("value", .text),
    Field("damaged", .flag, "whether it is no text in the charset"),
  ])

  private static let rawFields = [
    Field("text", .nullable(.text), "where all of it can be printed"),
    Field("base64", .text),
  ]
}

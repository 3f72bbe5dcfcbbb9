/// Whether the server works, and what it is.
extension CallDescription {
  static let livez = CallDescription(
    "livez", "200 while the process runs", answers: [.text("it runs")])

  static let readyz = CallDescription(
    "readyz", "200 while it can take requests",
    answers: [.text("it can"), .text("its store fails", status: 503)])

  static let metrics = CallDescription(
    "metrics", "counters and gauges in Prometheus' text format 0.0.4",
    answers: [.text("the samples of all families")])

  static let openAPI = CallDescription(
    "openAPI", "this document", answers: [.json("OpenAPI 3.1", .map(.any))])

  static let info = CallDescription(
    "info", "version, addresses and scenarios of the server",
    answers: [.json("what it is", .serverInfo)])
}

extension Schema {
  fileprivate static let serverInfo = Schema.named(
    "ServerInfo",
    .object([
      Field("version", .text),
      Field("gateway", .text, "where clients send to, as HOST:PORT"),
      Field("control", .text, "where the control API is, as HOST:PORT"),
      Field("scenarios", .list(.text)),
      Field("libevent", .text),
      Field("sqlite", .text),
    ]))
}

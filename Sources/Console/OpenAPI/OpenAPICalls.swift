internal import HTTP

/// `openapi.json`: the control API, machine-readable.
enum OpenAPICalls {
  @Sendable static func get(_ call: ConsoleCall) throws -> HTTPResponse {
    _ = try call.scenario()
    let document = OpenAPIDocument(
      routes: Console.routes, version: call.info.version, needsToken: call.info.needsToken)
    return .json { document.write(to: &$0) }
  }
}

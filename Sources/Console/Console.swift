package import Carrier
package import HTTP

/// The control API: what a test says to the mock, as opposed to what its application says.
///
/// Answers to one path, decided before any route is looked at: who may ask, then what for.
package final class Console {
  package static let prefix = "/__mock"

  private static let root = prefix + "/"

  private let gateway: Gateway
  private let guardian: Guardian
  private let coverage: CoverageBook
  private let lint: LintLog
  private let info: ServerInfo
  private let waitingRoom = WaitingRoom()

  private static let routes: [Route] = [
    Route("GET", "/__mock/livez", access: .open, at: HealthCalls.livez),
    Route("GET", "/__mock/readyz", access: .open, at: HealthCalls.readyz),
    Route("GET", "/__mock/v1/info", at: HealthCalls.info),

    Route("GET", "/__mock/v1/scenarios", takes: ListCalls.window, at: ScenarioCalls.list),
    Route("GET", "/__mock/v1/scenarios/{name}", takes: ["format"], at: ScenarioCalls.get),
    Route("PUT", "/__mock/v1/scenarios/{name}", at: ScenarioCalls.put),
    Route("DELETE", "/__mock/v1/scenarios/{name}", at: ScenarioCalls.delete),
    Route("POST", "/__mock/v1/scenarios/{name}/reset", at: ScenarioCalls.reset),
    Route("POST", "/__mock/v1/reset", at: ScenarioCalls.resetAll),
    Route("POST", "/__mock/v1/check", at: ScenarioCalls.check),

    Route("GET", "/__mock/v1/clock", takes: ListCalls.window, at: ClockCalls.list),
    Route("POST", "/__mock/v1/clock", handle: ClockCalls.move),

    Route("GET", "/__mock/v1/accounts", takes: ListCalls.window, at: AccountCalls.list),
    Route("GET", "/__mock/v1/accounts/{+account}", at: AccountCalls.get),
    Route("PATCH", "/__mock/v1/accounts/{+account}", at: AccountCalls.patch),

    Route("GET", "/__mock/v1/messages", takes: ListCalls.messages, at: MessageCalls.list),
    Route("GET", "/__mock/v1/messages/{id}", at: MessageCalls.get),
    Route("POST", "/__mock/v1/messages/{id}/reports", at: ReportCalls.post),
    Route("GET", "/__mock/v1/reports", takes: ListCalls.reports, at: ReportCalls.list),
    Route("GET", "/__mock/v1/replies", takes: ListCalls.replies, at: ReplyCalls.list),
    Route("POST", "/__mock/v1/replies", at: ReplyCalls.post),
    Route("GET", "/__mock/v1/pushes", takes: ListCalls.pushes, at: PushCalls.list),
    Route("POST", "/__mock/v1/pushes/release", at: PushCalls.release),

    Route(
      "GET", "/__mock/v1/lint", takes: LintCalls.filters + ListCalls.window, at: LintCalls.list),
    Route(
      "GET", "/__mock/v1/coverage", takes: ["dialect", "format", "min"], at: CoverageCalls.get),
  ]

  package init(
    gateway: Gateway, coverage: CoverageBook, lint: LintLog, guardian: Guardian, info: ServerInfo
  ) {
    self.gateway = gateway
    self.coverage = coverage
    self.lint = lint
    self.guardian = guardian
    self.info = info
  }

  /// Whether a path is the console's.
  package static func owns(_ path: String) -> Bool {
    path.hasPrefix(prefix) && (path.utf8.count == prefix.utf8.count || path.hasPrefix(root))
  }

  /// The answer where the turn could not be stored.
  package static let unavailable = HTTPResponse.problem(
    503, "the store cannot be written to; nothing of this request was kept, so send it again",
    headers: [.init("Retry-After", "1")])

  /// The answer to a call that still waits when the server stops.
  package static let stopping = HTTPResponse.problem(
    503, "the server stops before what this call waits for has come")

  /// - Throws: where the store failed; a caller's mistake is an answer.
  package func answer(_ request: HTTPRequest, now: Instant) throws -> ConsoleAnswer {
    let path = request.target.path
    let parts = path.split(separator: "/")
    let here = Self.routes.compactMap { route in route.match(parts).map { (route, $0) } }
    let isOpen = here.contains { $0.0.access == .open }
    if !isOpen, let refusal = guardian.refusal(of: request) { return .now(refusal) }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let (route, values) = here.first(where: { $0.0.method == method }) else {
      return .now(Self.refusal(of: request, here.map(\.0.method)))
    }
    var later: ((Instant) throws -> HTTPResponse?)?
    let response = try Self.explaining { () -> HTTPResponse? in
      let call = ConsoleCall(
        gateway: gateway, coverage: coverage, lint: lint, info: info, request: request, now: now,
        path: values,
        query: try Query(request.target.query, known: route.parameters))
      switch try route.handle(call) {
      case .now(let response): return response
      case .later(let call):
        later = call
        return nil
      }
    }
    if let later { return .later(waitingRoom.admit(later)) }
    return .now(response ?? HTTPResponse())
  }

  /// Whether a call waits for its answer.
  package var isWaiting: Bool { !waitingRoom.isEmpty }

  /// The answers that this turn has brought to calls that waited. Asked at its end, before it is
  /// stored.
  ///
  /// - Throws: where the store failed.
  package func endTurn(now: Instant) throws -> [(ConsoleTicket, HTTPResponse)] {
    try waitingRoom.answers(now: now)
  }

  /// Nobody waits for this answer any more.
  package func forget(_ ticket: ConsoleTicket) {
    waitingRoom.forget(ticket)
  }

  /// Turns a caller's mistake into its answer.
  static func explaining(_ body: () throws -> HTTPResponse?) throws -> HTTPResponse? {
    do {
      return try body()
    } catch let problem as Problem {
      return .problem(problem)
    }
  }

  private static func refusal(of request: HTTPRequest, _ methods: [String]) -> HTTPResponse {
    let path = request.target.path
    guard methods.isEmpty else {
      return .problem(
        405, "\(request.method) is not for \(path); it takes \(methods.joined(separator: ", "))",
        headers: [.init("Allow", methods.joined(separator: ", "))])
    }
    let paths = routes.map { "\($0.method) \($0.path)" }.joined(separator: ", ")
    return .problem(404, "nothing is at \(path); there is \(paths)")
  }
}

@available(*, unavailable)
extension Console: Sendable {}

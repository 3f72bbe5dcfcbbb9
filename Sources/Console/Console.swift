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
  private let journal: Journal
  private let meter: Meter
  private let waitingRoom = WaitingRoom()
  /// Those that wait only for their own slices of work.
  private var sliced: Set<ConsoleTicket> = []
  private let waits: WaitDesk
  private let events: EventLog

  static let routes: [Route] = [
    Route("GET", "/__mock/livez", access: .open, about: .livez, at: HealthCalls.livez),
    Route("GET", "/__mock/readyz", access: .open, about: .readyz, at: HealthCalls.readyz),
    Route("GET", "/__mock/metrics", about: .metrics, at: MetricsCalls.get),
    Route("GET", "/__mock/v1/info", about: .info, at: HealthCalls.info),
    Route("GET", "/__mock/v1/openapi.json", about: .openAPI, at: OpenAPICalls.get),

    Route("GET", "/__mock/v1/scenarios", about: .scenarios, at: ScenarioCalls.list),
    Route("GET", "/__mock/v1/scenarios/{name}", about: .scenario, at: ScenarioCalls.get),
    Route("PUT", "/__mock/v1/scenarios/{name}", about: .putScenario, at: ScenarioCalls.put),
    Route(
      "DELETE", "/__mock/v1/scenarios/{name}", about: .deleteScenario, at: ScenarioCalls.delete),
    Route(
      "POST", "/__mock/v1/scenarios/{name}/reset", about: .resetScenario, at: ScenarioCalls.reset),
    Route("POST", "/__mock/v1/reset", about: .resetAll, at: ScenarioCalls.resetAll),
    Route("POST", "/__mock/v1/check", about: .check, at: ScenarioCalls.check),

    Route("GET", "/__mock/v1/clock", about: .clocks, at: ClockCalls.list),
    Route("POST", "/__mock/v1/clock", about: .moveClock, handle: ClockCalls.move),

    Route("GET", "/__mock/v1/accounts", about: .accounts, at: AccountCalls.list),
    Route("GET", "/__mock/v1/accounts/{+account}", about: .account, at: AccountCalls.get),
    Route("PATCH", "/__mock/v1/accounts/{+account}", about: .patchAccount, at: AccountCalls.patch),

    Route("GET", "/__mock/v1/messages", about: .messages, handle: MessageCalls.list),
    Route(
      "GET", "/__mock/v1/messages/wait", about: .waitForMessages, handle: WaitCalls.forMessages),
    Route("GET", "/__mock/v1/messages/{id}", about: .message, at: MessageCalls.get),
    Route("POST", "/__mock/v1/messages/{id}/reports", about: .postReport, at: ReportCalls.post),
    Route("GET", "/__mock/v1/reports", about: .reports, handle: ReportCalls.list),
    Route("GET", "/__mock/v1/reports/wait", about: .waitForReports, handle: WaitCalls.forReports),
    Route("GET", "/__mock/v1/replies", about: .replies, handle: ReplyCalls.list),
    Route("POST", "/__mock/v1/replies", about: .postReply, at: ReplyCalls.post),
    Route("GET", "/__mock/v1/pushes", about: .pushes, at: PushCalls.list),
    Route("GET", "/__mock/v1/pushes/wait", about: .waitForPushes, handle: WaitCalls.forPushes),
    Route("GET", "/__mock/v1/pushes/{id}", about: .push, at: PushCalls.get),
    Route("POST", "/__mock/v1/pushes/release", about: .releasePushes, at: PushCalls.release),
    Route("POST", "/__mock/v1/pushes/{id}/again", about: .pushAgain, at: PushCalls.again),

    Route("POST", "/__mock/v1/verify", about: .verify, handle: VerifyCalls.verify),
    Route("GET", "/__mock/v1/events", about: .events, handle: EventCalls.listen),

    Route("GET", "/__mock/v1/requests", about: .requests, at: RequestCalls.list),
    Route("GET", "/__mock/v1/requests/{number}", about: .request, at: RequestCalls.get),
    Route("GET", "/__mock/v1/lint", about: .lint, at: LintCalls.list),
    Route("GET", "/__mock/v1/coverage", about: .coverage, at: CoverageCalls.get),
  ]

  /// - Parameter startedAt: names this run of the server in the ids of its events.
  package init(
    gateway: Gateway, coverage: CoverageBook, lint: LintLog, guardian: Guardian, info: ServerInfo,
    journal: Journal, meter: Meter, startedAt: Instant
  ) {
    waits = WaitDesk(gateway: gateway)
    events = EventLog(run: String(startedAt.milliseconds, radix: 36))
    self.gateway = gateway
    self.journal = journal
    self.coverage = coverage
    self.lint = lint
    self.guardian = guardian
    self.info = info
    self.meter = meter
  }

  /// Whether a path is the console's.
  package static func owns(_ path: String) -> Bool {
    path.hasPrefix(prefix) && (path.utf8.count == prefix.utf8.count || path.hasPrefix(root))
  }

  /// The answer where the turn could not be stored.
  package static let unavailable = HTTPResponse.problem(
    503, "the store cannot be written to; nothing of this request was kept, so send it again",
    headers: [.init("Retry-After", "1")])

  /// The answer to one listener too many.
  package static let tooManyListeners = HTTPResponse.problem(
    503, "as many listen to events as can; close one of the streams and ask again",
    headers: [.init("Retry-After", "1")])

  /// The answer to a call that still waits when the server stops.
  package static let stopping = HTTPResponse.problem(
    503, "the server stops before what this call waits for has come")

  /// - Throws: where the store failed; a caller's mistake is an answer.
  package func answer(_ request: HTTPRequest, now: Instant) throws -> ConsoleAnswer {
    let path = request.target.path
    let parts = path.split(separator: "/")
    let fitting = Self.routes.compactMap { route in route.match(parts).map { (route, $0) } }
    // `release` is no push's number.
    let exact = fitting.filter { $0.1.isEmpty }
    let here = exact.isEmpty ? fitting : exact
    let isOpen = here.contains { $0.0.access == .open }
    if !isOpen, let refusal = guardian.refusal(of: request) { return .now(refusal) }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let (route, values) = here.first(where: { $0.0.method == method }) else {
      return .now(Self.refusal(of: request, here.map(\.0.method)))
    }
    var later: CallAnswer?
    let response = try Self.explaining { () -> HTTPResponse? in
      let call = ConsoleCall(
        gateway: gateway, journal: journal, events: events, coverage: coverage, lint: lint,
        info: info,
        meter: meter, waits: waits.count + waitingRoom.count, request: request, now: now,
        path: values,
        query: try Query(request.target.query, known: route.parameters.map(\.name)))
      switch try route.handle(call) {
      case .now(let response): return response
      case let answer:
        later = answer
        return nil
      }
    }
    switch later {
    case nil: return .now(response ?? HTTPResponse())
    case .now(let response)?: return .now(response)
    case .later(let call)?: return .later(waitingRoom.admit(call), timeout: nil)
    case .sliced(let call)?:
      let ticket = waitingRoom.admit(call)
      sliced.insert(ticket)
      return .later(ticket, timeout: nil)
    case .events(let feed)?: return .stream(EventCalls.head, feed)
    case .wait(let wait)?:
      switch try waits.admit(wait, as: waitingRoom.nextTicket, now: now) {
      case .answered(let response): return .now(response)
      case .waits(let ticket): return .later(ticket, timeout: wait.timeout)
      }
    }
  }

  /// Whether a call is carried out over several turns.
  package var isWaiting: Bool { !waitingRoom.isEmpty }

  /// Whether another turn is to follow at once, as a call has more of its work to do.
  package var mustGoOn: Bool { !sliced.isEmpty }

  /// The answers that this turn has brought to calls that waited. Asked at its end, before it is
  /// stored.
  ///
  /// - Throws: where the store failed.
  package func endTurn(now: Instant) throws -> [(ConsoleTicket, HTTPResponse)] {
    let answers = try waitingRoom.answers(now: now)
    for (ticket, _) in answers { sliced.remove(ticket) }
    return answers
  }

  /// Takes what a turn has done, once it is stored.
  ///
  /// - Returns: the answers that it has brought to calls that waited for it.
  package func turnStored(
    _ happenings: [Happening], now: Instant
  ) -> [(ConsoleTicket, HTTPResponse)] {
    for happening in happenings { events.append(happening) }
    return waits.note(happenings, now: now)
  }

  /// Nothing of this turn was stored.
  package func turnFailed() {
    waits.turnFailed()
  }

  /// The answers to calls whose time is over.
  package func timeOut(
    _ tickets: [ConsoleTicket], now: Instant
  ) -> [(ConsoleTicket, HTTPResponse)] {
    waits.timeOut(tickets, now: now)
  }

  /// Nobody waits for this answer any more.
  package func forget(_ ticket: ConsoleTicket) {
    waitingRoom.forget(ticket)
    sliced.remove(ticket)
    waits.forget(ticket)
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

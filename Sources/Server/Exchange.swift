internal import Carrier
internal import Console
internal import Dialects
internal import HTTP
internal import Logging
internal import Reactor

/// The request flow: from a whole request to the answer that leaves after the commit.
final class Exchange {
  /// What a listener's clients may reach.
  enum Door {
    case gateway, control, both
  }

  private let gateway: Gateway
  private let console: Console
  private let dialects: DialectCatalog
  private let clock: WallClock
  private let log: Logger
  private let held: HeldAnswers
  private var turn = Turn()
  private var date = HTTPDate()
  private var requests: Int64
  /// Whether connections are to end with their next answer.
  var isClosing = false {
    didSet { held.lookAgain() }
  }

  init(
    gateway: Gateway, console: Console, dialects: DialectCatalog, clock: WallClock, log: Logger,
    held: HeldAnswers
  ) {
    self.gateway = gateway
    self.console = console
    self.dialects = dialects
    self.clock = clock
    self.log = log
    self.held = held
    requests = gateway.newestRequest
  }

  func receive(_ request: HTTPRequest, _ reply: PendingReply, at door: Door) {
    guard !turn.hasFailed else {
      turn.add(.send(HTTPResponse()), to: reply)
      return
    }
    do {
      if let answer = try plainAnswer(request, at: door) {
        turn.add(.send(answer), to: reply)
      } else {
        try carryOut(request, reply)
      }
    } catch {
      log.error("this turn's requests could not be stored: \(error)")
      turn.fail()
      turn.add(.send(HTTPResponse()), to: reply)
    }
  }

  func connectionClosed(_ connection: UInt64) {
    gateway.connectionClosed(connection)
    held.connectionClosed(connection)
  }

  /// Stores what this turn decided; only then do its answers leave.
  func endTurn() {
    if !turn.isEmpty { storeAndSend() }
    held.letGo(date: date.text(at: clock.now()), closing: isClosing)
  }

  private func storeAndSend() {
    if !turn.hasFailed {
      do {
        try gateway.commit()
      } catch {
        log.error("this turn's requests could not be stored: \(error)")
        turn.fail()
      }
    }
    if turn.hasFailed { gateway.abandonTurn() }
    held.apply(gateway.takeWorldEvents())
    turn.send(date: date.text(at: clock.now()), closing: isClosing, holding: held)
  }

  /// What is not for the carrier; nil: it is a client's request.
  private func plainAnswer(_ request: HTTPRequest, at door: Door) throws -> HTTPResponse? {
    if Console.owns(request.target.path), door != .gateway {
      return try console.answer(request, now: clock.now())
    }
    guard door != .control, dialects.owns(request.target.path) else {
      return .text(404, notFound(request.target.path, at: door))
    }
    guard request.method == "GET" || request.method == "POST" else {
      return .text(
        405, "\(request.target.path) takes GET and POST\n",
        headers: [.init("Allow", "GET, POST")])
    }
    return nil
  }

  private func carryOut(_ request: HTTPRequest, _ reply: PendingReply) throws {
    requests += 1
    let call = dialects.parse(request)
    let caller = Caller(
      address: CallerAddress(request.peer), connection: request.connection, request: requests)
    let decision = try gateway.perform(call.operation, by: caller, now: clock.now())
    log.debug(
      """
      request \(requests), \(request.method) \(request.target.path) of \
      \(call.operation.credentials.account ?? "nobody"): \(decision.verdict?.outcome.summary ?? "not carried out")
      """)
    let behaviour = decision.behaviour
    let answer = decision.verdict.map { call.answer(to: $0) }
    turn.add(Departure(answer, behaviour), to: reply, behaviour, request: requests)
  }

  private func notFound(_ path: String, at door: Door) -> String {
    let paths =
      switch door {
      case .gateway: dialects.paths
      case .control: [Console.prefix + "/"]
      case .both: dialects.paths + [Console.prefix + "/"]
      }
    return "fakecarrier has nothing at \(path); it answers \(paths.joined(separator: ", "))\n"
  }
}

@available(*, unavailable)
extension Exchange: Sendable {}

extension CallerAddress {
  fileprivate init(_ peer: PeerAddress) {
    switch peer {
    case .v4(let bits): self.init(v4: bits)
    case .v6(let high, let low): self.init(v6High: high, low: low)
    }
  }
}

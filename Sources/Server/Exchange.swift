internal import Carrier
internal import Console
internal import Dialects
internal import HTTP
internal import Inbox
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
  private let pusher: Pusher
  private let clock: WallClock
  private let log: Logger
  private let held: HeldAnswers
  private let watch: ClientWatch
  private var turn = Turn()
  private var date = HTTPDate()
  private var requests: Int64
  /// Calls of the console that are answered with a later turn.
  private var waiting: [ConsoleTicket: PendingReply] = [:]
  /// Whether connections are to end with their next answer.
  var isClosing = false {
    didSet { held.lookAgain() }
  }

  init(
    gateway: Gateway, console: Console, dialects: DialectCatalog, pusher: Pusher,
    clock: WallClock, log: Logger, held: HeldAnswers, watch: ClientWatch
  ) {
    self.gateway = gateway
    self.console = console
    self.dialects = dialects
    self.pusher = pusher
    self.clock = clock
    self.log = log
    self.held = held
    self.watch = watch
    requests = gateway.newestRequest
  }

  func receive(_ request: HTTPRequest, _ reply: PendingReply, at door: Door) {
    guard !turn.hasFailed else {
      turn.add(.send(HTTPResponse()), to: reply, isOfConsole: isCall(request, at: door))
      return
    }
    do {
      switch try plainAnswer(request, at: door) {
      case .now(let answer)?:
        turn.add(.send(answer), to: reply, isOfConsole: isCall(request, at: door))
      case .later(let ticket)?: waiting[ticket] = reply
      case nil: try carryOut(request, reply)
      }
    } catch {
      log.error("this turn's requests could not be stored: \(error)")
      turn.fail()
      turn.add(.send(HTTPResponse()), to: reply, isOfConsole: isCall(request, at: door))
    }
  }

  func connectionClosed(_ connection: UInt64) {
    gateway.connectionClosed(connection)
    held.connectionClosed(connection)
    for (ticket, reply) in waiting where reply.connection == connection {
      console.forget(ticket)
      waiting[ticket] = nil
    }
  }

  /// Stores what this turn decided; only then do its answers leave, and what is due is pushed.
  func endTurn() {
    if !turn.isEmpty || console.isWaiting || pusher.mustStore { storeAndSend() }
    letGo()
    // A call that waits until nothing is pushed hears at once that nothing was.
    while pusher.pushDue(), console.isWaiting {
      storeAndSend()
      letGo()
    }
  }

  private func letGo() {
    held.letGo(date: date.text(at: clock.now()), closing: isClosing)
  }

  private func storeAndSend() {
    if !turn.hasFailed {
      do {
        try pusher.storeEnded()
        for (ticket, response) in try console.endTurn(now: clock.now()) {
          if let reply = waiting.removeValue(forKey: ticket) {
            turn.add(.send(response), to: reply, isOfConsole: true)
          }
        }
        try gateway.commit()
      } catch {
        log.error("this turn's requests could not be stored: \(error)")
        turn.fail()
      }
    }
    if turn.hasFailed { gateway.abandonTurn() }
    if isClosing { giveUpWaiting() }
    held.apply(gateway.takeWorldEvents())
    let hasFailed = turn.hasFailed
    turn.send(
      date: date.text(at: clock.now()), closing: isClosing, holding: held,
      countingIn: watch.coverage)
    watch.endTurn(failed: hasFailed)
    held.release(gateway.takeReleasedRequests())
  }

  private func giveUpWaiting() {
    for (ticket, reply) in waiting {
      console.forget(ticket)
      turn.add(.send(Console.stopping), to: reply, isOfConsole: true)
    }
    waiting = [:]
  }

  /// What is not for the carrier; nil: it is a client's request.
  private func plainAnswer(_ request: HTTPRequest, at door: Door) throws -> ConsoleAnswer? {
    if door != .gateway, let page = InboxPage.answer(to: request) { return .now(page) }
    if isCall(request, at: door) {
      return try console.answer(request, now: clock.now())
    }
    guard door != .control, dialects.owns(request.target.path) else {
      return .now(.text(404, notFound(request.target.path, at: door)))
    }
    guard request.method == "GET" || request.method == "POST" else {
      return .now(
        .text(
          405, "\(request.target.path) takes GET and POST\n",
          headers: [.init("Allow", "GET, POST")]))
    }
    return nil
  }

  /// Whether a request is the control API's.
  private func isCall(_ request: HTTPRequest, at door: Door) -> Bool {
    Console.owns(request.target.path) && door != .gateway
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
    turn.add(
      Departure(answer, behaviour), to: reply, behaviour, request: requests,
      shows: watch.note(request, call, decision, number: requests))
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

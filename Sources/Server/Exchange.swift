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
  private let meter: Meter
  private let clock: WallClock
  private let log: Logger
  private let held: HeldAnswers
  private let journal: Journal
  /// Brings the next turn at once.
  private let nextTurn: LoopTimer
  private let audience: Audience
  private let watch: ClientWatch
  private var turn = Turn()
  private var date = HTTPDate()
  private var requests: Int64
  /// Whether connections are to end with their next answer.
  var isClosing = false {
    didSet { held.lookAgain() }
  }

  init(
    gateway: Gateway, console: Console, dialects: DialectCatalog, pusher: Pusher,
    meter: Meter, clock: WallClock, log: Logger, held: HeldAnswers, audience: Audience,
    watch: ClientWatch, journal: Journal, nextTurn: LoopTimer
  ) {
    self.gateway = gateway
    self.console = console
    self.dialects = dialects
    self.pusher = pusher
    self.meter = meter
    self.clock = clock
    self.log = log
    self.held = held
    self.journal = journal
    self.nextTurn = nextTurn
    self.audience = audience
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
      case .later(let ticket, let timeout)?: audience.admit(reply, as: ticket, timeout)
      case .stream(let head, let feed)?: audience.admit(reply, head, to: feed)
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
    if let ticket = audience.connectionClosed(connection) { console.forget(ticket) }
  }

  /// Whether the turn has so many requests that the others of a crowd are worth a look: what it costs to
  /// store a turn is then shared by more, while a client that is alone waits for nobody.
  var isCrowded: Bool { turn.count >= 8 }

  /// Stores what this turn decided; only then do its answers leave, and what is due is pushed.
  func endTurn() {
    let mustDismiss = isClosing && !audience.isEmpty
    if !turn.isEmpty || console.isWaiting || pusher.mustStore || audience.hasLate || mustDismiss {
      storeAndSend()
    }
    letGo()
    // A call that waits until nothing is pushed hears at once that nothing was.
    while pusher.pushDue(), console.isWaiting {
      storeAndSend()
      letGo()
    }
    audience.tell(date: date.text(at: clock.now()))
    if console.mustGoOn { nextTurn.arm(afterMilliseconds: 0) }
  }

  private func letGo() {
    held.letGo(date: date.text(at: clock.now()), closing: isClosing)
  }

  private func storeAndSend() {
    meter.noteBeginning(at: WallClock.nanoseconds())
    if !turn.hasFailed {
      do {
        try pusher.storeEnded()
        answer(try console.endTurn(now: clock.now()))
        try gateway.commit()
      } catch {
        log.error("this turn's requests could not be stored: \(error)")
        turn.fail()
      }
    }
    if turn.hasFailed {
      gateway.abandonTurn()
      console.turnFailed()
    } else {
      answer(console.turnStored(gateway.takeHappenings(), now: clock.now()))
    }
    if audience.hasLate { answer(console.timeOut(audience.takeLate(), now: clock.now())) }
    if isClosing { giveUpWaiting() }
    held.apply(gateway.takeWorldEvents())
    let hasFailed = turn.hasFailed
    turn.send(
      date: date.text(at: clock.now()), closing: isClosing, holding: held,
      countingIn: watch.coverage, journal)
    watch.endTurn(failed: hasFailed)
    held.release(gateway.takeReleasedRequests())
    meter.noteEnd(at: WallClock.nanoseconds(), isStored: !hasFailed)
  }

  private func giveUpWaiting() {
    for (ticket, reply) in audience.dismiss() {
      console.forget(ticket)
      turn.add(.send(Console.stopping), to: reply, isOfConsole: true)
    }
  }

  private func answer(_ answers: [(ConsoleTicket, HTTPResponse)]) {
    for (ticket, response) in answers {
      guard let reply = audience.take(ticket) else { continue }
      turn.add(.send(response), to: reply, isOfConsole: true)
    }
  }

  /// What is not for the carrier; nil: it is a client's request.
  private func plainAnswer(_ request: HTTPRequest, at door: Door) throws -> ConsoleAnswer? {
    let path = request.target.path
    // No dialect's path is the inbox's or the control API's, and most requests are a dialect's.
    if door != .control, dialects.owns(path) {
      guard request.method == "GET" || request.method == "POST" else {
        return .now(
          .text(405, "\(path) takes GET and POST\n", headers: [.init("Allow", "GET, POST")]))
      }
      return nil
    }
    if door != .gateway, let page = InboxPage.answer(to: request) { return .now(page) }
    if isCall(request, at: door) { return try console.answer(request, now: clock.now()) }
    log.info("\(request.method) \(request.target.loggedPath): nothing is there (404)")
    return .now(.text(404, notFound(path, at: door)))
  }

  /// Whether a request is the control API's.
  private func isCall(_ request: HTTPRequest, at door: Door) -> Bool {
    Console.owns(request.target.path) && door != .gateway
  }

  private func carryOut(_ request: HTTPRequest, _ reply: PendingReply) throws {
    let started = WallClock.nanoseconds()
    requests += 1
    let call = dialects.parse(request)
    let operation = call.operation
    let caller = Caller(
      address: CallerAddress(request.peer), connection: request.connection, request: requests)
    let now = clock.now()
    let arrival = Journal.Arrival(number: requests, received: now, started: started)
    let rows = gateway.newestMessage
    let decision: Decision
    do {
      decision = try gateway.perform(operation, by: caller, now: now)
    } catch {
      journal.addFailed(arrival, operation, charset: call.charset, request)
      throw error
    }
    meter.note(operation, decision.verdict?.outcome, at: started)
    log.debug(
      """
      request \(requests), \(request.method) \(request.target.path) of \
      \(operation.credentials.account ?? "nobody"): \(decision.verdict?.outcome.summary ?? "not carried out")
      """)
    gateway.noteServed(operation, by: decision, request: requests)
    let answer = decision.verdict.map { call.answer(to: $0) }
    let departure = Departure(answer, decision.behaviour)
    let (kept, extent) = departure.kept(of: answer)
    journal.add(
      arrival, operation, charset: call.charset, decision, rows: (rows, gateway.newestMessage),
      extent, request, answer: kept)
    turn.add(
      departure, to: reply, decision.behaviour, request: requests,
      shows: watch.note(request, call, operation, decision, number: requests))
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

extension RequestTarget {
  /// The path as it came, cut, and nothing in it that could break a log's line; the query may hold a
  /// password.
  fileprivate var loggedPath: String {
    let path = bytes.prefix { $0 != UInt8(ascii: "?") }.prefix(200)
    let shown = path.map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: ".") }
    return String(decoding: shown, as: UTF8.self)
  }
}

extension CallerAddress {
  fileprivate init(_ peer: PeerAddress) {
    switch peer {
    case .v4(let bits): self.init(v4: bits)
    case .v6(let high, let low): self.init(v6High: high, low: low)
    }
  }
}

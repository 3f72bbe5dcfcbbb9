internal import Carrier
internal import Dialects
internal import HTTP
internal import Logging
internal import Reactor

/// The push flow: makes the pushes that are due once a turn is stored, and brings what became of them
/// into a later turn.
final class Pusher {
  private let gateway: Gateway
  private let dialects: DialectCatalog
  private let styles: [PushStyle]
  private let caller: HTTPCaller
  private let clock: WallClock
  private let coverage: CoverageBook
  private let log: Logger
  /// Wakes the loop when the next push is due; the turn's end does the work.
  private var timer: LoopTimer?
  private var wakesAt: Instant?
  private var isWoken = false
  private var flights: [PushID: Flight] = [:]
  /// Attempts that have ended and are not yet in the store.
  private var ended: [(id: PushID, attempt: PushAttempt, shown: OutcomeSet)] = []
  private var isStopping = false

  /// A push whose requests are being sent, one after the other.
  private struct Flight {
    var push: DuePush
    var dialect: any PushingDialect
    var url: HTTPURL
    var requests: [PushRequest]
    var requestsDone: Int
    var startedAt: Instant
    var call: OutgoingCallID?

    /// What its items show their receiver.
    var shown: OutcomeSet {
      push.items.reduce(into: .none) { shown, item in
        if case .report(let report) = item { shown |= dialect.shownOutcomes(ofReport: report.stat) }
      }
    }
  }

  init(
    gateway: Gateway, dialects: DialectCatalog, loop: EventLoop, clock: WallClock, log: Logger,
    coverage: CoverageBook
  ) throws(ReactorError) {
    self.gateway = gateway
    self.dialects = dialects
    styles = dialects.pushStyles
    caller = HTTPCaller(loop: loop)
    self.clock = clock
    self.coverage = coverage
    self.log = log
    timer = try LoopTimer(loop: loop) { [unowned self] in isWoken = true }
  }

  /// Whether there is something that the turn must store, though it may have no request.
  var mustStore: Bool { !ended.isEmpty || isWoken && gateway.isFailing }

  /// Whether nothing is under way.
  var isIdle: Bool { flights.isEmpty && ended.isEmpty }

  /// Stores how attempts ended, in the turn's transaction. What it throws fails the turn.
  func storeEnded() throws {
    guard mustStore else { return }
    let now = clock.now()
    // Nobody may ask anything for long, and what is due waits for the store to work again.
    if gateway.isFailing { try gateway.touchStore(now: now) }
    while !ended.isEmpty {
      let (id, attempt, shown) = ended.removeFirst()
      guard let settled = try gateway.settlePush(id, attempt, now: now) else { continue }
      coverage.note(settled.fates, by: settled.style, in: settled.scenario)
      coverage.note(
        ShownOutcomes(shown, by: settled.style, in: settled.scenario, request: nil))
    }
  }

  /// Makes what is due. To be called when the turn is stored, or has failed.
  ///
  /// - Returns: whether the store was asked what is due. It is not while nothing has changed.
  func pushDue() -> Bool {
    guard !isStopping else { return false }
    let now = clock.now()
    guard gateway.hasPushNews || isWoken || wakesAt.map({ $0 <= now }) == true else { return false }
    if gateway.isFailing, let wakesAt, wakesAt > now, wakesAt - now <= Self.pauseAfterFailure {
      return false
    }
    isWoken = false
    wakesAt = nil
    do {
      let due = try gateway.takeDuePushes(in: styles, now: now)
      for id in due.dropped { drop(id) }
      for push in due.made { start(push, now) }
    } catch {
      log.error("what is to be pushed could not be read: \(error)")
      wake(in: Self.pauseAfterFailure, now)
      return false
    }
    if gateway.isFailing {
      wake(in: Self.pauseAfterFailure, now)
    } else if !ended.isEmpty {
      wake(in: .zero, now)
    } else if let next = gateway.nextPush(now: now) {
      wake(in: next, now)
    } else {
      timer?.disarm()
    }
    return !gateway.isFailing
  }

  /// Makes no more pushes; those under way may end.
  func stop() {
    isStopping = true
    timer?.disarm()
  }

  /// Lets go of what is under way; after a restart it is pushed again.
  func close() {
    caller.cancelAll()
    flights = [:]
  }

  private static let pauseAfterFailure = TimeSpan.seconds(1)

  private func wake(in span: TimeSpan, _ now: Instant) {
    wakesAt = now + span
    timer?.arm(afterMilliseconds: span.milliseconds)
  }

  private func drop(_ id: PushID) {
    guard let call = flights.removeValue(forKey: id)?.call else { return }
    caller.cancel(call)
  }

  private func start(_ push: DuePush, _ now: Instant) {
    guard let dialect = dialects.pushing(in: push.style) else {
      return end(push, PushAttempt(failed: "nothing here pushes in the style \(push.style)"))
    }
    guard !push.items.isEmpty else {
      return end(
        push, PushAttempt(failed: "what it was to bring has gone with the oldest messages"))
    }
    let requests = dialect.pushRequests(for: push.items, of: push.account, push.settings)
    do {
      flights[push.id] = Flight(
        push: push, dialect: dialect, url: try HTTPURL(parsing: push.url), requests: requests,
        requestsDone: min(push.requestsDone, requests.count - 1), startedAt: now)
      sendNext(push.id)
    } catch {
      end(push, PushAttempt(failed: "\(error)"))
    }
  }

  private func sendNext(_ id: PushID) {
    guard let flight = flights[id] else { return }
    let request = flight.requests[flight.requestsDone]
    flights[id]?.call = caller.call(
      method: request.method, url: flight.url, target: request.target(of: flight.url.target),
      headers: request.contentType.map { [.init("Content-Type", $0)] } ?? [], body: request.body,
      timeoutMilliseconds: flight.push.settings.timeout.milliseconds
    ) { [unowned self] in receive($0, of: id) }
  }

  private func receive(_ outcome: CallOutcome, of id: PushID) {
    guard var flight = flights[id] else { return }
    var attempt = PushAttempt(
      isAcknowledged: false,
      milliseconds: max(0, (clock.now() - flight.startedAt).milliseconds),
      requestsDone: flight.requestsDone)
    switch outcome {
    case .failed(let text): attempt.error = text
    case .answered(let status, let body):
      (attempt.status, attempt.answer) = (status, body)
      if flight.dialect.isAcknowledged(status: status, body: body, flight.push.settings) {
        flight.requestsDone += 1
        flights[id] = flight
        guard flight.requestsDone == flight.requests.count else { return sendNext(id) }
        attempt.requestsDone = flight.requestsDone
        attempt.isAcknowledged = true
      } else {
        attempt.error =
          "not acknowledged: answered \(status), and \(flight.push.style) wants "
          + flight.dialect.acknowledgement(flight.push.settings)
      }
    }
    flights[id] = nil
    end(flight.push, attempt, shown: attempt.isAcknowledged ? flight.shown : .none)
  }

  private func end(_ push: DuePush, _ attempt: PushAttempt, shown: OutcomeSet = .none) {
    log.debug(
      """
      push of \(push.items.count) to \(push.url) for \(push.account): \
      \(attempt.isAcknowledged ? "acknowledged" : attempt.error ?? "answered \(attempt.status ?? 0)")
      """)
    ended.append((push.id, attempt, shown))
  }
}

@available(*, unavailable)
extension Pusher: Sendable {}

extension PushAttempt {
  /// Nothing was sent.
  fileprivate init(failed reason: String) {
    self.init(isAcknowledged: false, error: reason, milliseconds: 0)
  }
}

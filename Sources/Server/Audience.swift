internal import Carrier
internal import Console
internal import HTTP
internal import Reactor

/// Those who asked the console for what comes later: calls that wait for their answer, and listeners to
/// events.
///
/// Events are written at most a hundred times a second, in parts, so that a listener takes little of what
/// clients need however busy they are. A listener that does not read gets nothing more until it does;
/// what it misses meanwhile, its feed tells it.
final class Audience {
  private struct Waiting {
    var reply: PendingReply
    /// Nil where its time is unlimited.
    var timer: LoopTimer?
  }

  private struct Listener {
    let stream: ReplyStream
    let feed: EventFeed
  }

  private let loop: EventLoop
  private var waiting: [ConsoleTicket: Waiting] = [:]
  /// Of those who wait, by their connections.
  private var tickets: [UInt64: ConsoleTicket] = [:]
  private var late: [ConsoleTicket] = []
  private var newcomers: [(reply: PendingReply, head: HTTPResponse, feed: EventFeed)] = []
  private var listeners: [Listener] = []
  private var isResting = false
  private var isOver = false
  private var restTimer: LoopTimer?
  private var keepAliveTimer: LoopTimer?

  private static let mostListeners = 64
  private static let eventsAtOnce = 64
  private static let mostUnsentBytes = 64 << 10
  private static let restMilliseconds: Int64 = 10
  private static let stuckMilliseconds: Int64 = 100
  private static let keepAliveMilliseconds: Int64 = 15_000

  init(loop: EventLoop) throws(ReactorError) {
    self.loop = loop
    restTimer = try LoopTimer(loop: loop) { [unowned self] in isResting = false }
    keepAliveTimer = try LoopTimer(loop: loop) { [unowned self] in keepAlive() }
  }

  var isEmpty: Bool { waiting.isEmpty && listeners.isEmpty && newcomers.isEmpty }

  // MARK: Those who wait

  /// - Parameter timeout: by the machine's clock; nil: for ever.
  func admit(_ reply: PendingReply, as ticket: ConsoleTicket, _ timeout: TimeSpan?) {
    var timer: LoopTimer?
    if let timeout {
      do {
        timer = try LoopTimer(loop: loop) { [unowned self] in late.append(ticket) }
        timer?.arm(afterMilliseconds: timeout.milliseconds)
      } catch {
        fatalError("Audience: \(error)")
      }
    }
    waiting[ticket] = Waiting(reply: reply, timer: timer)
    tickets[reply.connection] = ticket
  }

  /// The duty to answer this call, which waits no longer.
  func take(_ ticket: ConsoleTicket) -> PendingReply? {
    guard let reply = waiting.removeValue(forKey: ticket)?.reply else { return nil }
    tickets[reply.connection] = nil
    return reply
  }

  /// Whether the time of somebody is over.
  var hasLate: Bool { !late.isEmpty }

  func takeLate() -> [ConsoleTicket] {
    defer { late = [] }
    return late
  }

  /// - Returns: whom nobody need answer any more.
  func connectionClosed(_ connection: UInt64) -> ConsoleTicket? {
    if !listeners.isEmpty { listeners.removeAll { $0.stream.connection == connection } }
    if !newcomers.isEmpty { newcomers.removeAll { $0.reply.connection == connection } }
    guard let ticket = tickets[connection] else { return nil }
    _ = take(ticket)
    return ticket
  }

  /// The server stops: ends all streams.
  ///
  /// - Returns: those who must be told.
  func dismiss() -> [(ConsoleTicket, PendingReply)] {
    isOver = true
    for listener in listeners { listener.stream.end() }
    listeners = []
    keepAliveTimer?.disarm()
    let left = waiting.sorted { $0.value.reply.connection < $1.value.reply.connection }
    (waiting, tickets, late) = ([:], [:], [])
    return left.map { ($0.key, $0.value.reply) }
  }

  // MARK: Those who listen

  /// The head leaves at the end of the turn, and then what the feed has.
  func admit(_ reply: PendingReply, _ head: HTTPResponse, to feed: EventFeed) {
    newcomers.append((reply, head, feed))
  }

  /// Tells the listeners what they have not heard. To be called at the end of each turn.
  func tell(date: String) {
    if !newcomers.isEmpty { welcome(date: date) }
    guard !listeners.isEmpty, !isResting else { return }
    var (hasWritten, hasMore) = (false, false)
    for listener in listeners where listener.feed.hasNews {
      guard listener.stream.unsentBytes < Self.mostUnsentBytes else {
        hasMore = true
        continue
      }
      let bytes = listener.feed.read(limit: Self.eventsAtOnce, at: WallClock.nanoseconds())
      listener.stream.write(bytes)
      hasWritten = hasWritten || !bytes.isEmpty
      hasMore = hasMore || listener.feed.hasNews
    }
    guard hasWritten || hasMore else { return }
    isResting = true
    restTimer?.arm(
      afterMilliseconds: hasWritten ? Self.restMilliseconds : Self.stuckMilliseconds)
  }

  private func welcome(date: String) {
    let admitted = newcomers
    newcomers = []
    for (reply, var head, feed) in admitted {
      if isOver || listeners.count >= Self.mostListeners {
        let refusal = isOver ? Console.stopping : Console.tooManyListeners
        reply.send(refusal, date: date, closing: isOver)
        continue
      }
      head.headers.append(.init("Date", date))
      let stream = reply.stream(head)
      guard stream.isOpen else { continue }
      if listeners.isEmpty { keepAliveTimer?.arm(afterMilliseconds: Self.keepAliveMilliseconds) }
      listeners.append(Listener(stream: stream, feed: feed))
      stream.write(feed.read(limit: Self.eventsAtOnce, at: WallClock.nanoseconds()))
    }
  }

  private func keepAlive() {
    guard !listeners.isEmpty else { return }
    for listener in listeners where listener.stream.unsentBytes == 0 {
      listener.stream.write(EventFeed.keepAlive)
    }
    keepAliveTimer?.arm(afterMilliseconds: Self.keepAliveMilliseconds)
  }
}

@available(*, unavailable)
extension Audience: Sendable {}

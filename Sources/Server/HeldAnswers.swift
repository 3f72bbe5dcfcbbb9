internal import Carrier
internal import Console
internal import HTTP
internal import Reactor

/// Answers that are stored and do not leave yet: those that sleep by their world's clock, those that
/// wait for a push, and those that never come.
final class HeldAnswers {
  fileprivate struct Held {
    var reply: PendingReply
    var departure: Departure
    var behaviour: Behaviour
    /// The number of the request, which pushes release.
    var request: Int64
    /// What it shows its client.
    var shown: ShownOutcomes?
  }

  private let gateway: Gateway
  private let clock: WallClock
  private let journal: Journal
  private let coverage: CoverageBook
  /// In the order of their requests.
  private var answers: [Held] = []
  private var timer: LoopTimer?
  /// Whether something may have changed since the answers were last looked through.
  private var mustLook = false

  init(
    gateway: Gateway, clock: WallClock, loop: EventLoop, coverage: CoverageBook, journal: Journal
  ) throws {
    self.gateway = gateway
    self.coverage = coverage
    self.journal = journal
    self.clock = clock
    timer = try LoopTimer(loop: loop) { [unowned self] in mustLook = true }
  }

  func add(
    _ departure: Departure, to reply: PendingReply, _ behaviour: Behaviour, request: Int64,
    shows shown: ShownOutcomes?
  ) {
    if case .stall = departure { reply.stall() }
    answers.append(
      Held(
        reply: reply, departure: departure, behaviour: behaviour, request: request, shown: shown))
    mustLook = true
  }

  /// The clients of a world that ended get no answer, but an end of the connection.
  func apply(_ events: [WorldEvent]) {
    guard !answers.isEmpty, !events.isEmpty else { return }
    mustLook = true
    for case .ended(let world) in events {
      for held in answers where held.behaviour.world == world {
        held.reply.cut(.close)
        journal.note(.abandoned, of: held.request)
      }
      answers.removeAll { $0.behaviour.world == world }
    }
  }

  /// Their pushes have been tried.
  func release(_ requests: [Int64]) {
    guard !requests.isEmpty else { return }
    mustLook = true
    for index in answers.indices where requests.contains(answers[index].request) {
      answers[index].behaviour.waitsForPushes = false
    }
  }

  /// The client has gone: its answer is owed no more.
  func connectionClosed(_ connection: UInt64) {
    guard !answers.isEmpty else { return }
    for held in answers where held.reply.connection == connection {
      journal.note(.abandoned, of: held.request)
    }
    answers.removeAll { $0.reply.connection == connection }
  }

  /// Lets those leave whose time has come, and sees to it that the next is not late.
  func letGo(date: String, closing: Bool) {
    guard mustLook, !answers.isEmpty else { return }
    mustLook = false
    let now = clock.now()
    var earliest: TimeSpan?
    var due: [Held] = []
    answers.removeAll { held in
      guard held.reply.isOpen else {
        journal.note(.abandoned, of: held.request)
        return true
      }
      guard !held.isWaiting || closing else { return false }
      guard let time = held.behaviour.notBefore, !closing else {
        due.append(held)
        return true
      }
      guard let wait = gateway.wait(until: time, in: held.behaviour.world, now: now) else {
        return false
      }
      if wait <= .zero {
        due.append(held)
        return true
      }
      earliest = min(wait, earliest ?? wait)
      return false
    }
    for held in due {
      journal.noteLeft(held.request, at: WallClock.nanoseconds())
      held.leave(date: date, closing: closing)
      if let shown = held.shown { coverage.note(shown) }
    }
    if let earliest {
      timer?.arm(afterMilliseconds: earliest.milliseconds)
    } else {
      timer?.disarm()
    }
  }

  /// The server stops: what is held leaves now, whatever it waited for.
  func lookAgain() {
    mustLook = true
  }
}

extension HeldAnswers.Held {
  /// For something other than the clock.
  fileprivate var isWaiting: Bool {
    if case .stall = departure { return true }
    return behaviour.waitsForPushes
  }

  fileprivate func leave(date: String, closing: Bool) {
    guard case .stall = departure else {
      return departure.leave(by: reply, date: date, closing: closing)
    }
    reply.cut(.close)
  }
}

@available(*, unavailable)
extension HeldAnswers: Sendable {}

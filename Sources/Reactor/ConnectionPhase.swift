/// What a connection is doing and since when: decides when its time is over.
///
/// The time is not asked at each request but at each sweep: the first one that meets a new step
/// starts its time, so that a deadline is kept to the sweep's period and never falls early.
struct ConnectionPhase {
  enum Step {
    /// Waits for a request's first byte.
    case idle
    /// Has had a part of a request.
    case receiving
    /// Has had a request that is not answered.
    case held
    /// Has had a request that will not be answered, whatever the client still reads.
    case stalled
    /// Takes an answer.
    case writing
    /// Takes an answer that has no known end.
    case streaming
  }

  enum Overdue {
    case no, yes
    /// Only if the client has reset the connection: then nobody can get an answer.
    case ifReset
    /// Only if the client has at least closed its own side. It may still read: a client that has
    /// finished sending and one that has closed its socket look the same until we write to them.
    case ifHungUp
  }

  private var step = Step.idle
  private var since: Int64?
  private var unwritten = 0
  private var taken = 0

  mutating func enter(_ step: Step) {
    self.step = step
    since = nil
  }

  /// While an answer is written nothing is read: bytes that come then begin the next request.
  mutating func bytesCame() {
    switch step {
    case .idle, .writing: enter(.receiving)
    case .receiving, .held, .stalled, .streaming: break
    }
  }

  /// `now` is in milliseconds; the counts are the bytes in the connection's two buffers, and those of
  /// its stream that have left.
  mutating func isOverdue(
    now: Int64, unwritten: Int, unread: Int, taken: Int = 0, limits: ListenerLimits
  ) -> Overdue {
    if step == .writing {
      if unwritten == 0 {
        enter(unread == 0 ? .idle : .receiving)
      } else if unwritten != self.unwritten {
        since = nil
      }
    } else if step == .streaming, taken != self.taken {
      since = nil
    }
    self.unwritten = unwritten
    self.taken = taken
    if step == .stalled { return .ifHungUp }
    if step == .streaming, unwritten == 0 { return .no }
    guard let since else {
      self.since = now
      return step == .held ? .ifReset : .no
    }
    let seconds = (now - since) / 1000
    switch step {
    case .idle: return seconds >= limits.idleSeconds ? .yes : .no
    case .receiving: return seconds >= limits.requestSeconds ? .yes : .no
    case .stalled: return .ifHungUp
    case .held: return seconds >= limits.idleSeconds ? .ifHungUp : .ifReset
    case .writing, .streaming: return seconds >= limits.writeSeconds ? .yes : .no
    }
  }
}

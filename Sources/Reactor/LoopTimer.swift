internal import Glibc

/// Calls its handler once after a time, and again whenever it is armed again.
package final class LoopTimer {
  private let loop: EventLoop
  private let handler: () -> Void
  private var event: LoopEvent?
  private var due: Int64 = 0

  package init(loop: EventLoop, handler: @escaping () -> Void) throws(ReactorError) {
    self.loop = loop
    self.handler = handler
    event = try LoopEvent(base: loop.base) { [unowned self] in expire() }
  }

  /// Fires that many milliseconds from now, never before them; less than 0 counts as 0. An earlier
  /// arming is forgotten.
  package func arm(afterMilliseconds wait: Int64) {
    due = MonotonicClock.milliseconds() + max(0, wait)
    schedule(max(0, wait))
  }

  package func disarm() {
    event?.remove()
  }

  private func expire() {
    // libevent takes the time of the turn's start and from a clock of 4 ms, so it may be early.
    let left = due - MonotonicClock.milliseconds()
    if left > 0 {
      schedule(left)
    } else {
      handler()
    }
  }

  private func schedule(_ milliseconds: Int64) {
    do {
      try event?.add(milliseconds: milliseconds)
    } catch {
      fatalError("LoopTimer: \(error)")
    }
  }
}

@available(*, unavailable) extension LoopTimer: Sendable {}

/// Time that only goes forward, which the room's own deadlines are counted in.
enum MonotonicClock {
  static func milliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }
}

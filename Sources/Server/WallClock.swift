package import Carrier
private import Glibc

/// Where the machine's time comes from: the one place that reads it, and what tests put in its
/// stead.
package struct WallClock: Sendable {
  /// The time of day, by a clock that only goes forward.
  package let now: @Sendable () -> Instant

  package init(now: @escaping @Sendable () -> Instant) {
    self.now = now
  }

  /// The machine's time at the start, carried on by its uptime: a step of the machine's own clock
  /// neither makes a storm of what falls due nor holds it up.
  package static func system() -> WallClock {
    let start = milliseconds(CLOCK_REALTIME) - milliseconds(CLOCK_BOOTTIME)
    return WallClock { Instant(milliseconds: start + milliseconds(CLOCK_BOOTTIME)) }
  }

  /// What durations are measured with: nanoseconds that only go forward, from no time in particular.
  static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  private static func milliseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

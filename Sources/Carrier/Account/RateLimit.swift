/// How often something may happen: so many in a window that slides with the clock. What is refused
/// counts as well; what is later than now, as the clock was set back, does not.
struct RateLimit {
  let rate: AccountSettings.Rate
  /// The newest, as many as the limit at most, the oldest first.
  private var times: [Instant] = []

  init(_ rate: AccountSettings.Rate) {
    self.rate = rate
  }

  /// Counts one more, and says whether it is within the limit.
  mutating func admit(at time: Instant) -> Bool {
    let start = time - rate.window
    times.removeAll { $0 <= start || $0 > time }
    let isAllowed = times.count < rate.count
    times.append(time)
    if times.count > rate.count { times.removeFirst(times.count - rate.count) }
    return isAllowed
  }

  /// Whether nothing in it counts any more.
  func isOver(before start: Instant) -> Bool {
    !times.contains { $0 > start }
  }
}

/// How often one number may be sent to: so many in a window that slides with the clock. What is
/// held back counts as well, as refused requests count towards a rate.
struct FrequencyLimit {
  private let rate: AccountSettings.Rate
  /// The newest sends to each number, as many as the limit at most, the oldest first.
  private var sent: [MobileNumber: [Instant]] = [:]
  /// How many numbers to remember before those whose window has passed are dropped.
  private var sweepAt = 1024

  var rememberedNumbers: Int { sent.count }

  init(_ rate: AccountSettings.Rate) {
    self.rate = rate
  }

  /// Counts one more send to this number, and says whether it is within the limit.
  mutating func admit(_ number: MobileNumber, at time: Instant) -> Bool {
    let start = time - rate.window
    var times = (sent[number] ?? []).filter { $0 > start }
    let isAllowed = times.count < rate.count
    times.append(time)
    sent[number] = Array(times.suffix(rate.count))
    if sent.count > sweepAt { sweep(before: start) }
    return isAllowed
  }

  private mutating func sweep(before start: Instant) {
    sent = sent.filter { $0.value.contains { $0 > start } }
    sweepAt = max(1024, sent.count * 2)
  }
}

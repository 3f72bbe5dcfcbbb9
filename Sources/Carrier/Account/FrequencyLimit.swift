/// How often one number may be sent to: a rate a number. What is held back counts as well.
struct FrequencyLimit {
  private let rate: AccountSettings.Rate
  private var sent: [MobileNumber: RateLimit] = [:]
  /// How many numbers to remember before those whose window has passed are dropped.
  private var sweepAt = 1024

  var rememberedNumbers: Int { sent.count }

  init(_ rate: AccountSettings.Rate) {
    self.rate = rate
  }

  /// Counts one more send to this number, and says whether it is within the limit.
  mutating func admit(_ number: MobileNumber, at time: Instant) -> Bool {
    let isAllowed = sent[number, default: RateLimit(rate)].admit(at: time)
    if sent.count > sweepAt { sweep(before: time - rate.window) }
    return isAllowed
  }

  private mutating func sweep(before start: Instant) {
    sent = sent.filter { !$0.value.isOver(before: start) }
    sweepAt = max(1024, sent.count * 2)
  }
}

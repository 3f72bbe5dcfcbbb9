internal import Carrier
internal import HTTP

/// A call that waits until enough of what it seeks is there, or its time is over.
struct Wait {
  let search: Search
  let goal: Goal
  /// By the machine's clock.
  let timeout: TimeSpan
  /// How many are listed in the answer at most.
  let limit: Int
  /// The status of the answer where the goal is not met.
  let failure: Int
  /// How many there are, as far as it is known.
  var seen = 0
  /// Whether ``seen`` must be asked of the store.
  var mustCount = true
  /// How many happenings of the current turn it has seen in the store already.
  var seenHappenings = 0
  /// How many submissions had been refused before it came.
  var refusalsBefore = 0

  var filter: ListFilter { search.match.filter }

  /// The answer by now, or nil while it waits on.
  mutating func answer(
    isOver: Bool, _ misses: Misses, _ refusal: Refusals.Told?, in gateway: Gateway, now: Instant
  ) throws -> HTTPResponse? {
    if mustCount {
      seen = try search.count(in: gateway, now: now)
      mustCount = false
    }
    switch isOver ? goal.isMet(atEnd: seen) : goal.isMet(by: seen) {
    case nil: return nil
    case true?: return try search.list(limit, total: seen, in: gateway, now: now)
    case false?: return try misses.answer(to: self, refusal, in: gateway, now: now)
    }
  }
}

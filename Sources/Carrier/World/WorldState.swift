/// What a world must remember from one start to the next, beside its accounts and messages.
struct WorldState: Equatable {
  var clock: ScenarioClock
  /// The counter of the generator of message ids.
  var ids: UInt64
  /// The counter of the generator of chance.
  var chance: UInt64
  /// The last task id given out.
  var tasks: Int64

  init(clock: ScenarioClock, ids: UInt64, chance: UInt64, tasks: Int64) {
    self.clock = clock
    self.ids = ids
    self.chance = chance
    self.tasks = tasks
  }

  /// The state a scenario starts in. Ids, tasks and chance come from its seed, each as a stream of
  /// its own; the name keeps two worlds with one seed apart.
  init(startOf scenario: Scenario, now: Instant) {
    switch scenario.clock {
    case .real: clock = .real
    case .starting(let local, let running):
      var calendar = scenario.calendar
      clock = ScenarioClock(
        startingAt: calendar.instant(of: local), running: running, now: now)
    }
    let root = SplitMix64.mix(scenario.seed) ^ Self.hash(scenario.name)
    var streams = SplitMix64(state: root)
    ids = streams.next()
    chance = streams.next()
    // Nine digits, with room for all the tasks a test run makes.
    tasks = 100_000_000 + streams.next(in: 0...799_999_999)
  }

  /// FNV-1a in 64 bits (G. Fowler, L. C. Noll, K.-P. Vo).
  private static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}

/// A world as the store has it.
struct StoredWorld {
  var id: Int64
  var state: WorldState
  var accounts: [StoredAccount]
}

/// An account as the store has it.
struct StoredAccount {
  var id: Int64
  var name: String
  var balance: Int64
  var paidIn: Int64
  /// Numbers that replied TD, and from when on.
  var unsubscribed: [MobileNumber: Instant]
}

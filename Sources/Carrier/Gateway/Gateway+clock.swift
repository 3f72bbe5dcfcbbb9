/// What a clock is told to do.
package enum ClockMove: Sendable, Equatable {
  case advance(TimeSpan)
  case set(LocalTime)
  /// Whether it runs from now on.
  case run(Bool)
}

/// How a world's clock stands, and what it fired on its way there.
package struct ClockReport: Sendable {
  package var scenario: String
  package var time: LocalTime
  package var isRunning: Bool
  /// In due order; the first ``mostFired`` of them.
  package var fired: [FiredEvent]
  /// How many there were.
  package var firedCount: Int

  package static let mostFired = 1000
}

/// Something whose time has come.
package struct FiredEvent: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// A report fell due.
    case report
    /// A text of a handset (MO) arrived.
    case reply
    /// What was scheduled was sent on.
    case send
    /// A push is to be tried again.
    case push
  }

  package var kind: Kind
  package var account: String
  package var at: Instant
  package var time: LocalTime
  /// The row: of the message reported on, or of the reply, the submission or the push.
  package var id: Int64
  package var mobile: String?
  package var stat: String?
}

extension Gateway {
  /// Moves the clocks, and tells what fell due between where they stood and where they stand now.
  ///
  /// - Parameters:
  ///   - name: nil: of all worlds.
  ///   - moves: one after the other; none: they are only read.
  package func moveClocks(
    of name: String?, _ moves: [ClockMove], now: Instant
  ) throws -> [ClockReport] {
    try recover(now)
    return try worlds(named: name).map { world in
      let before = world.time(at: now)
      for move in moves { world.move(move, now: now) }
      let after = world.time(at: now)
      if !moves.isEmpty {
        try store.saveClock(of: world)
        noteClock(of: world, now)
        pushDesk.lookAgain()
      }
      let (fired, count) = try fired(in: world, after: before, until: after)
      return ClockReport(
        scenario: world.scenario.name, time: world.localTime(of: after),
        isRunning: world.clock.isRunning, fired: fired, firedCount: count)
    }
  }

  /// The time that no clock is moved beyond: what falls due later than that still has a year of
  /// four digits.
  package static let latestClock = LocalTime(year: 9900, month: 1, day: 1)

  /// Whether these moves would take one of the clocks beyond ``latestClock``.
  package func isTooFar(_ moves: [ClockMove], of name: String?, now: Instant) throws -> Bool {
    try recover(now)
    return worlds(named: name).contains { world in
      let latest = world.instant(of: Self.latestClock)
      return moves.contains { move in
        switch move {
        case .advance(let span): world.time(at: now) + span > latest
        case .set(let local): world.instant(of: local) > latest
        case .run: false
        }
      }
    }
  }

  /// How long it is until a world's clock shows a time; nil: it stands, or the world is gone.
  package func wait(until time: Instant, in world: WorldID?, now: Instant) -> TimeSpan? {
    guard let world = worlds.first(where: { $0.identity == world }) else { return nil }
    let wait = time - world.time(at: now)
    return wait <= .zero || world.clock.isRunning ? wait : nil
  }

  /// When the next thing of a world falls due that has not yet; nil: nothing is to come.
  func nextDue(in world: World, after time: Instant) throws -> Instant? {
    try world.accounts.compactMap { try store.nextDue(of: $0.id, after: time) }.min()
  }

  func fired(
    in world: World, after start: Instant, until end: Instant
  ) throws -> ([FiredEvent], Int) {
    guard end > start else { return ([], 0) }
    var events: [FiredEvent] = []
    var count = 0
    for account in world.accounts {
      let rows = try store.fired(
        of: account.id, after: start, until: end, limit: ClockReport.mostFired)
      count += rows.count
      events += rows.first.map { row in
        FiredEvent(
          kind: row.kind, account: account.settings.account, at: row.at,
          time: world.localTime(of: row.at), id: row.id, mobile: row.mobile, stat: row.stat)
      }
    }
    events.sort { ($0.at, $0.kind.rawValue, $0.id) < ($1.at, $1.kind.rawValue, $1.id) }
    return (Array(events.prefix(ClockReport.mostFired)), count)
  }
}

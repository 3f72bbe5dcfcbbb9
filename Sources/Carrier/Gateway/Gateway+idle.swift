/// Clocks on their way to where nothing is to come any more.
///
/// A clock jumps to the last thing due, but stops wherever something goes out by a push: how the
/// receiver answers decides what comes next.
package struct IdleRun {
  fileprivate struct Walk {
    let identity: WorldID
    /// What fell due up to here has been seen.
    var seenUntil: Instant
    var events: [FiredEvent] = []
    var count = 0
    var isAtRest = false
  }

  fileprivate var walks: [Walk]
}

extension Gateway {
  /// - Parameter name: nil: the clocks of all worlds.
  package func startIdleRun(of name: String?, now: Instant) throws -> IdleRun {
    try recover(now)
    return IdleRun(
      walks: worlds(named: name).map {
        IdleRun.Walk(identity: $0.identity, seenUntil: $0.time(at: now))
      })
  }

  /// Moves the clocks on as far as they get in this turn.
  ///
  /// - Returns: where they stand and all that fell due, once nothing is to come; nil while pushes
  ///   are under way. A world that ended meanwhile is left out.
  package func carryOn(_ run: inout IdleRun, now: Instant) throws -> [ClockReport]? {
    try recover(now)
    for index in run.walks.indices { try carryOn(&run.walks[index], now) }
    guard run.walks.allSatisfy(\.isAtRest) else { return nil }
    return run.walks.compactMap { walk in
      guard let world = world(walk.identity) else { return nil }
      return ClockReport(
        scenario: world.scenario.name, time: world.localTime(of: world.time(at: now)),
        isRunning: world.clock.isRunning,
        fired: Array(walk.events.prefix(ClockReport.mostFired)), firedCount: walk.count)
    }
  }

  private func carryOn(_ walk: inout IdleRun.Walk, _ now: Instant) throws {
    walk.isAtRest = false
    guard let world = world(walk.identity) else {
      walk.isAtRest = true
      return
    }
    try see(&walk, world, until: world.time(at: now))
    while !isPushing(in: world, now) {
      guard let next = try nextStop(of: world, after: walk.seenUntil) else {
        walk.isAtRest = true
        return
      }
      world.move(.advance(next - world.time(at: now)), now: now)
      try store.saveClock(of: world)
      noteClock(of: world, now)
      pushDesk.lookAgain()
      try see(&walk, world, until: next)
    }
  }

  private func see(_ walk: inout IdleRun.Walk, _ world: World, until end: Instant) throws {
    let (events, count) = try fired(in: world, after: walk.seenUntil, until: end)
    walk.events += events.prefix(ClockReport.mostFired - walk.events.count)
    walk.count += count
    walk.seenUntil = max(walk.seenUntil, end)
  }

  private func nextStop(of world: World, after time: Instant) throws -> Instant? {
    let pushed = try world.accounts.compactMap { try store.nextPushed(of: $0.id, after: time) }
    if let first = pushed.min() { return first }
    let due = try world.accounts.compactMap { try store.lastDue(of: $0.id, after: time) }.max()
    return [due, world.lastWaking].compactMap(\.self).filter { $0 > time }.max()
  }

  /// Whether something of the world is being pushed, or may be as soon as this turn is stored.
  private func isPushing(in world: World, _ now: Instant) -> Bool {
    pushDesk.isBusy(with: world.identity, at: world.time(at: now))
  }

  private func world(_ identity: WorldID) -> World? {
    worlds.first { $0.identity == identity }
  }
}

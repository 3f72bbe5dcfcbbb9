/// What became of a world that is loaded while the server runs.
package enum WorldLoading: Sendable, Equatable {
  case made
  case replaced
  /// Nothing was loaded: an account of that name is another scenario's.
  case conflict(account: String, scenario: String)
}

/// Something that whoever holds answers of a world must hear of, once it is stored.
package enum WorldEvent: Sendable, Equatable {
  /// It is gone, or begins anew under another identity.
  case ended(WorldID)
  case clockMoved(WorldID)
}

/// A world as it stands.
package struct WorldStatus: Sendable {
  package var name: String
  package var description: String
  package var timezone: String
  package var seed: UInt64
  /// By its clock.
  package var time: LocalTime
  package var isRunning: Bool
  package var accounts: [String]
  package var rules: [RuleStatus]
  /// The text it was made from.
  package var source: [UInt8]
}

/// How often a rule has been met.
package struct RuleStatus: Sendable {
  package var name: String
  /// The line of the scenario's text that it begins on.
  package var line: Int
  /// Requests that it acted on.
  package var matches: Int
}

extension Gateway {
  package var scenarioNames: [String] { worlds.map(\.scenario.name) }

  /// - Parameter name: nil: all of them.
  package func worldStatuses(of name: String?, now: Instant) throws -> [WorldStatus] {
    try recover(now)
    return worlds(named: name).map { world in
      WorldStatus(
        name: world.scenario.name, description: world.scenario.description,
        timezone: world.scenario.calendar.identifier, seed: world.scenario.seed,
        time: world.localTime(of: world.time(at: now)), isRunning: world.clock.isRunning,
        accounts: world.accounts.map(\.settings.account),
        rules: zip(world.rules.rules, world.rules.tallies).map {
          RuleStatus(name: $0.name, line: $0.line, matches: $1.matched)
        },
        source: world.scenario.source)
    }
  }

  /// Makes the world of a scenario, in place of the one of its name if there is one.
  package func load(_ scenario: Scenario, now: Instant) throws -> WorldLoading {
    try recover(now)
    for account in scenario.accounts {
      if let other = directory[account.account]?.world.scenario.name, other != scenario.name {
        return .conflict(account: account.account, scenario: other)
      }
    }
    let isKnown = worlds.contains { $0.scenario.name == scenario.name }
    try remake(scenario, madeBy: .api, now)
    happenings.append(
      .worldChanged(WorldNote(scenario: scenario.name, change: isKnown ? .replaced : .made)))
    return isKnown ? .replaced : .made
  }

  /// Takes worlds back to their start: what they stored is gone, what is pending is cancelled.
  ///
  /// - Parameter name: nil: all of them.
  package func reset(_ name: String?, now: Instant) throws {
    try recover(now)
    for world in worlds(named: name) {
      let maker = try store.maker(ofWorld: world.id)
      try remake(world.scenario, madeBy: maker, now)
      happenings.append(
        .worldChanged(WorldNote(scenario: world.scenario.name, change: .reset)))
    }
  }

  /// Ends a world, with all that it stored.
  package func removeWorld(named name: String, now: Instant) throws {
    try recover(now)
    for world in worlds(named: name) { retire(world) }
    worlds.removeAll { $0.scenario.name == name }
    roster.remove(name)
    try store.removeWorld(named: name)
    happenings.append(.worldChanged(WorldNote(scenario: name, change: .removed)))
  }

  func worlds(named name: String?) -> [World] {
    worlds.filter { name == nil || $0.scenario.name == name }
  }

  private func remake(_ scenario: Scenario, madeBy maker: WorldMaker, _ now: Instant) throws {
    for world in worlds(named: scenario.name) { retire(world) }
    roster.put(scenario)
    try store.replaceWorld(
      with: scenario, clock: ScenarioClock(startOf: scenario, now: now), madeBy: maker)
    let world = try makeWorld(of: scenario)
    if let index = worlds.firstIndex(where: { $0.scenario.name == scenario.name }) {
      worlds[index] = world
    } else {
      worlds.append(world)
    }
    for account in world.accounts { directory[account.settings.account] = account }
    pushDesk.forgetQueues()
  }

  /// Forgets what the world still wanted to store, and tells of its end.
  private func retire(_ world: World) {
    for account in world.accounts {
      directory[account.settings.account] = nil
      changedAccounts[account.id] = nil
      connections.forgetAccount(account.id)
    }
    changedWorlds[world.id] = nil
    awaitedPushes.forget(world.identity)
    pushDesk.forgetQueues()
    worldEvents.append(.ended(world.identity))
  }
}

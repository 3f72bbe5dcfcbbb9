extension Gateway {
  /// How much waits in each scenario.
  package func queueDepths(now: Instant) throws -> [ScenarioQueues] {
    try recover(now)
    return try worlds.map { world in
      let time = world.time(at: now)
      var depths = QueueDepth.Queue.allCases.map { _ in QueueDepth(pending: 0, due: 0) }
      for account in world.accounts {
        depths = zip(depths, try store.queueDepths(of: account.id, at: time)).map(+)
      }
      return ScenarioQueues(scenario: world.scenario.name, depths: depths)
    }
  }

  package func storeSize(now: Instant) throws -> StoreSize {
    try recover(now)
    return StoreSize(messages: store.messageCount, bytes: try store.byteCount())
  }
}

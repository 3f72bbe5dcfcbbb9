extension Gateway {
  /// The scenarios of the database that the control API once loaded and nobody named at the start.
  ///
  /// - Parameter named: at the start; they win over those of their names.
  /// - Throws: `StoreError` where one has an account of another.
  func scenariosMadeByAPI(beside named: [Scenario]) throws -> [Scenario] {
    var owners: [String: String] = [:]
    for scenario in named {
      for account in scenario.accounts { owners[account.account] = scenario.name }
    }
    var woken: [Scenario] = []
    for (name, source) in try store.sourcesMadeByAPI()
    where !named.contains(where: { $0.name == name }) {
      let reading = readScenario(source)
      guard let scenario = reading.scenario else {
        let reason = reading.problems.first { $0.severity == .error }.map { ": \($0)" } ?? ""
        startNotes.append(
          "scenario \(name), which the control API put into the database, no longer reads and "
            + "stays asleep; put or delete it at /__mock/v1/scenarios/\(name)\(reason)")
        continue
      }
      for account in scenario.accounts {
        guard let owner = owners.updateValue(name, forKey: account.account) else { continue }
        throw StoreError(
          "account \(account.account) is in scenario \(owner) and in scenario \(name), which the "
            + "control API put into the database; start without \(owner) and delete it with "
            + "DELETE /__mock/v1/scenarios/\(name), or name another --db")
      }
      woken.append(scenario)
    }
    return woken
  }

  /// Reads a scenario's text, in the words that this server's scenarios may use.
  package func readScenario(_ source: [UInt8]) -> ScenarioReading {
    ScenarioReader.read(source, file: "scenario", vocabulary: vocabulary)
  }

  /// Whether a world of this name is at work, or asleep in the database.
  package func hasWorld(named name: String, now: Instant) throws -> Bool {
    try recover(now)
    return try !worlds(named: name).isEmpty || store.hasWorld(named: name)
  }

  /// The scenarios at work, in the order they came.
  package var scenarios: [Scenario] { roster.scenarios }
}

/// Which scenarios are at work, in the order they came, and which of their worlds each is.
struct Roster {
  private(set) var scenarios: [Scenario] = []
  private var identities: [String: WorldID] = [:]
  private var lastIdentity: UInt64 = 0

  /// Puts a scenario in the place of the one of its name, or behind the others; its world is new.
  mutating func put(_ scenario: Scenario) {
    if let index = scenarios.firstIndex(where: { $0.name == scenario.name }) {
      scenarios[index] = scenario
    } else {
      scenarios.append(scenario)
    }
    lastIdentity += 1
    identities[scenario.name] = WorldID(value: lastIdentity)
  }

  mutating func remove(_ name: String) {
    scenarios.removeAll { $0.name == name }
    identities[name] = nil
  }

  func identity(of name: String) -> WorldID {
    guard let identity = identities[name] else {
      fatalError("Roster.identity: there is no scenario \(name); put() it first")
    }
    return identity
  }
}

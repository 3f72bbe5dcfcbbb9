package import Carrier
package import Dialects

/// Scenario files as read from disk: what they say, and what is wrong with them.
package struct ScenarioFiles: Sendable {
  /// In the order named; a file with errors is left out.
  package private(set) var scenarios: [Scenario] = []
  package private(set) var problems: [ScenarioProblem] = []
  /// What keeps them from being played by one server, which says so itself at its start; files that
  /// are only checked need not be played together.
  package private(set) var clashes: [ScenarioProblem] = []
  package var hasErrors: Bool { problems.contains { $0.severity == .error } }

  package init(_ paths: [String], dialects: DialectCatalog = .all) {
    for path in paths {
      switch ScenarioFile.bytes(at: path) {
      case .failure(let failure): complain(path, failure.description)
      case .success(let bytes):
        let reading = ScenarioReader.read(bytes, file: path, vocabulary: dialects.vocabulary)
        problems += reading.problems
        guard let scenario = reading.scenario else { continue }
        noteClashes(of: scenario, path)
        scenarios.append(scenario)
      }
    }
  }

  /// An account chooses its scenario, so it can be in one of those at work together only.
  private mutating func noteClashes(of scenario: Scenario, _ path: String) {
    for other in scenarios {
      if other.name == scenario.name {
        warn(path, "another of these files has a scenario \(other.name) too")
      }
      let names = Set(other.accounts.map(\.account))
      for account in scenario.accounts where names.contains(account.account) {
        warn(
          path,
          "account \(account.account) is in scenario \(other.name) too: one server cannot play both"
        )
      }
    }
  }

  private mutating func warn(_ path: String, _ message: String) {
    clashes.append(
      ScenarioProblem(.warning, file: path, line: 1, column: 1, message: message))
  }

  private mutating func complain(_ path: String, _ message: String) {
    problems.append(ScenarioProblem(file: path, line: 1, column: 1, message: message))
  }
}

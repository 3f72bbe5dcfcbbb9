package import Carrier
package import Dialects

/// Scenario files as read from disk: what they say, and what is wrong with them.
package struct ScenarioFiles: Sendable {
  /// In the order named; a file with errors is left out.
  package private(set) var scenarios: [Scenario] = []
  package private(set) var problems: [ScenarioProblem] = []
  package var hasErrors: Bool { problems.contains { $0.severity == .error } }

  package init(_ paths: [String], dialects: DialectCatalog = .all) {
    for path in paths {
      switch ScenarioFile.bytes(at: path) {
      case .failure(let failure): complain(path, failure.description)
      case .success(let bytes):
        let reading = ScenarioReader.read(bytes, file: path, vocabulary: dialects.vocabulary)
        problems += reading.problems
        if let scenario = reading.scenario { scenarios.append(scenario) }
      }
    }
  }

  private mutating func complain(_ path: String, _ message: String) {
    problems.append(ScenarioProblem(file: path, line: 1, column: 1, message: message))
  }
}

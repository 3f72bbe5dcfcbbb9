/// What reading a scenario text came to: the scenario, or all that is wrong with it.
package struct ScenarioReading: Sendable {
  /// Nil if any of the problems is an error.
  package var scenario: Scenario?
  /// In the order of the file.
  package var problems: [ScenarioProblem]
}

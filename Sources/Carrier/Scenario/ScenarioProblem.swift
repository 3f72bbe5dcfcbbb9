/// One thing wrong with a scenario: where it stands, what it is and how to mend it.
package struct ScenarioProblem: Sendable, Equatable, CustomStringConvertible {
  package enum Severity: String, Sendable { case error, warning }

  package var severity: Severity
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1, in characters.
  package var column: Int
  /// What is wrong, what was expected and, where a word is nearly right, "did you mean".
  package var message: String

  package init(
    _ severity: Severity = .error, file: String, line: Int, column: Int, message: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  package var description: String {
    "\(file):\(line):\(column): \(severity.rawValue): \(message)"
  }
}

/// What one reading of a scenario knows and has found so far.
struct ReadingContext {
  let file: String
  let vocabulary: ScenarioVocabulary
  private(set) var problems: [ScenarioProblem] = []
  /// Keys that have been warned of; once a file is enough.
  private var warnedKeys: Set<String> = []

  init(file: String, vocabulary: ScenarioVocabulary) {
    self.file = file
    self.vocabulary = vocabulary
  }

  /// More errors than anybody reads; the rest is counted.
  private static let mostProblems = 1000
  private var unlisted = 0

  /// The list is full: a further message would only be counted.
  var isFull: Bool { problems.count >= Self.mostProblems }

  mutating func report(_ message: @autoclosure () -> String, at position: TextPosition) {
    guard !isFull else {
      unlisted += 1
      return
    }
    let message = message()
    problems.append(
      ScenarioProblem(file: file, line: position.line, column: position.column, message: message))
  }

  /// Tells of what is allowed, and yet hardly meant.
  mutating func warn(_ message: String, at position: TextPosition) {
    problems.append(
      ScenarioProblem(
        .warning, file: file, line: position.line, column: position.column, message: message))
  }

  /// Warns of a setting that is read and checked but does nothing yet.
  mutating func warnIfUnacted(_ key: String, at position: TextPosition) {
    guard let reason = UnactedSettings.reason(for: key), warnedKeys.insert(key).inserted else {
      return
    }
    problems.append(
      ScenarioProblem(
        .warning, file: file, line: position.line, column: position.column,
        message: "\(quoted(key)) is checked but has no effect in this version: \(reason)"))
  }

  var hasErrors: Bool {
    problems.contains { $0.severity == .error }
  }

  /// In the order of the file; of two at one place the first one found stays first.
  var sortedProblems: [ScenarioProblem] {
    problems.enumerated().sorted { left, right in
      (left.element.line, left.element.column, left.offset)
        < (right.element.line, right.element.column, right.offset)
    }.map(\.element) + unlistedProblems
  }

  private var unlistedProblems: [ScenarioProblem] {
    guard unlisted > 0, let last = problems.map(\.line).max() else { return [] }
    return [
      ScenarioProblem(
        file: file, line: last, column: 1, message: "\(unlisted) more errors are not listed")
    ]
  }
}

/// What one reading of a scenario knows and has found so far.
struct ReadingContext {
  let file: String
  let vocabulary: ScenarioVocabulary
  private(set) var problems: [ScenarioProblem] = []

  init(file: String, vocabulary: ScenarioVocabulary) {
    self.file = file
    self.vocabulary = vocabulary
  }

  /// More errors than anybody reads, and more warnings; the rest is counted.
  private static let mostListed = 1000
  /// So far, the unlisted ones included.
  private(set) var errors = 0
  private var warnings = 0

  /// Regular expressions met. Compiled, a short one can take 64 KiB.
  private var expressions = 0
  private static let mostExpressions = 1000

  var hasErrors: Bool { errors > 0 }

  /// Whether one more regular expression is within the limit; the first that is not is reported.
  mutating func admitExpression(at position: TextPosition) -> Bool {
    expressions += 1
    if expressions == Self.mostExpressions + 1 {
      report("a scenario has at most \(Self.mostExpressions) regular expressions", at: position)
    }
    return expressions <= Self.mostExpressions
  }

  mutating func report(_ message: @autoclosure () -> String, at position: TextPosition) {
    errors += 1
    if errors <= Self.mostListed { list(.error, message(), at: position) }
  }

  /// Tells of what is allowed, and yet hardly meant.
  mutating func warn(_ message: @autoclosure () -> String, at position: TextPosition) {
    warnings += 1
    if warnings <= Self.mostListed { list(.warning, message(), at: position) }
  }

  private mutating func list(
    _ severity: ScenarioProblem.Severity, _ message: String, at position: TextPosition
  ) {
    problems.append(
      ScenarioProblem(
        severity, file: file, line: position.line, column: position.column, message: message))
  }

  /// In the order of the file; of two at one place the first one found stays first.
  var sortedProblems: [ScenarioProblem] {
    problems.enumerated().sorted { left, right in
      (left.element.line, left.element.column, left.offset)
        < (right.element.line, right.element.column, right.offset)
    }.map(\.element) + unlistedProblems
  }

  private var unlistedProblems: [ScenarioProblem] {
    let counts = [
      (severity: ScenarioProblem.Severity.error, count: errors), (.warning, warnings),
    ]
    let last = problems.map(\.line).max() ?? 1
    return counts.filter { $0.count > Self.mostListed }.map { severity, count in
      ScenarioProblem(
        severity, file: file, line: last, column: 1,
        message: "\(count - Self.mostListed) more \(severity.rawValue)s are not listed")
    }
  }
}

internal import Carrier

/// What the run tells of its clients: what they do wrong, and what they have been shown.
extension CallDescription {
  static let lint = CallDescription(
    "lint", "what clients do that their documents forbid, or that bites in production",
    query: LintCalls.parameters,
    answers: [.json("a part of the list", .page(of: .lintEntry))])

  static let coverage = CallDescription(
    "coverage", "which documented outcomes the run has shown its clients",
    query: CoverageCalls.parameters,
    answers: [
      .json("outcome by outcome", .coverage).or("text/plain").or("application/xml"),
      CallDescription.Answer(
        status: 409, about: "fewer than min in a hundred were shown",
        contents: [
          CallDescription.Answer.Content(
            type: "application/problem+json", schema: .insufficientCoverage)
        ]
      ).or("text/plain").or("application/xml"),
    ])
}

extension Schema {
  private static let severity = Schema.words(LintRule.Severity.allCases.map(\.rawValue))

  fileprivate static let lintEntry = Schema.named(
    "LintEntry",
    .object([
      Field("rule", .text),
      Field("severity", severity),
      Field("dialect", .text),
      Field("account", .nullable(.text)),
      Field("count", .count, "how often"),
      Field("first_request", .count),
      Field("last_request", .count),
      Field("what", .text),
      Field("why", .text),
      Field("section", .nullable(.text), "of the document"),
      Field("advice", .text),
      Field("examples", .list(.lintFinding), "the newest"),
    ]))

  static let lintFinding = Schema.named(
    "LintFinding",
    .object([
      Field("rule", .text),
      Field("severity", severity),
      Field("dialect", .text),
      Field("section", .text, "of the document"),
      Field("request", .count),
      Field("seen", .text),
      Field("advice", .text),
    ]))

  fileprivate static let coverage = Schema.named("Coverage", .object(coverageFields))

  fileprivate static let insufficientCoverage = Schema.named(
    "InsufficientCoverage",
    .object(problemFields + coverageFields))

  private static let coverageFields = [
    Field("seen", .count),
    Field("total", .count),
    Field("percentage", .integer(0...100)),
    Field(
      "dialects",
      .list(
        .object([
          Field("dialect", .text),
          Field("seen", .count),
          Field("total", .count),
          Field("never_seen", .list(.text)),
          Field("pushes", .nullable(.map(.count)), "attempts by what became of them"),
        ]))),
    Field(
      "outcomes",
      .list(
        .object([
          Field("id", .text),
          Field("dialect", .text),
          Field("where", .text),
          Field("code", .text),
          Field("text", .text),
          Field("condition", .text),
          Field("cause", .text, "how to bring it about"),
          Field("seen", .count, "in how many answers and pushes"),
          Field("first_request", .nullable(.count)),
        ]))),
  ]
}

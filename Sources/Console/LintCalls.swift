internal import Carrier
internal import HTTP

/// What clients do that their documents forbid, or that bites in production.
enum LintCalls {
  static let parameters: [Parameter] =
    [
      .account, .dialect,
      Parameter("rule", "the rule that is broken"),
      Parameter(
        "severity", "error: the document forbids it; warning: it bites in production",
        .words(LintRule.Severity.allCases.map(\.rawValue))),
    ] + ListCalls.window

  @Sendable static func list(_ call: ConsoleCall) throws -> HTTPResponse {
    let scenario = try call.scenario()
    let rule = try value("rule", among: call.lint.rules.map(\.id), call)
    let severity = try value(
      "severity", among: LintRule.Severity.allCases.map(\.rawValue), call)
    let dialect = try call.dialect()
    let accounts = try scenario.map { name in
      Set(try call.gateway.worldStatuses(of: name, now: call.now).flatMap(\.accounts))
    }
    let unclaimed = try call.gateway.unclaimedReports(call.lint.advice, now: call.now)
    let found = (call.lint.entries + unclaimed).filter { entry in
      (accounts.map { entry.account.map($0.contains) ?? false } ?? true)
        && (call.query["account"].map { $0 == entry.account } ?? true)
        && (dialect.map { $0 == entry.dialect } ?? true)
        && (rule.map { $0 == entry.rule.id } ?? true)
        && (severity.map { $0 == entry.severity.rawValue } ?? true)
    }
    return .list(try ListCalls.part(of: found, for: call)) { json, entry in json.fields(entry) }
  }

  /// A misspelt word would find nothing, and a gate stay open.
  private static func value(
    _ name: String, among known: [String], _ call: ConsoleCall
  ) throws -> String? {
    guard let value = call.query[name] else { return nil }
    guard known.contains(value) else {
      throw Problem(400, "\(name): \(value) is none; there are \(known.joined(separator: ", "))")
    }
    return value
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ entry: LintBook.Entry) {
    let examples = entry.examples
    field("rule", entry.rule.id)
    field("severity", entry.severity.rawValue)
    field("dialect", entry.dialect)
    field("account", entry.account)
    field("count", entry.count)
    field("first_request", entry.firstRequest)
    field("last_request", entry.lastRequest)
    field("what", entry.rule.what)
    field("why", entry.rule.why)
    field("section", examples.first?.section)
    field("advice", entry.advice)
    field("examples", examples) { json, finding in json.object { $0.fields(finding) } }
  }

  /// One finding of one request.
  mutating func fields(_ finding: LintFinding) {
    field("rule", finding.rule.id)
    field("severity", finding.severity.rawValue)
    field("dialect", finding.dialect)
    field("section", finding.section)
    field("request", finding.request)
    field("seen", finding.seen)
    field("advice", finding.advice)
  }
}

/// What was found so far: how often, by rule, dialect and account, with the newest examples.
///
/// Holds at most ``mostEntries`` entries of ``mostExamples`` examples each; findings that would need
/// one more entry are only counted.
package struct LintBook: Sendable {
  package static let mostEntries = 4096
  package static let mostExamples = 5

  /// One rule that one account's client breaks in one dialect.
  package struct Entry: Sendable {
    package let rule: LintRule
    package let dialect: String
    /// As the requests name it; nil where they name none.
    package let account: String?
    /// The worst of its findings.
    package fileprivate(set) var severity: LintRule.Severity
    package fileprivate(set) var count = 0
    package fileprivate(set) var firstRequest: Int64
    package fileprivate(set) var lastRequest: Int64
    fileprivate var ring: [LintFinding] = []

    /// The newest first.
    package var examples: [LintFinding] {
      let start = count % LintBook.mostExamples
      return ring.count < LintBook.mostExamples
        ? ring.reversed() : (ring[start...] + ring[..<start]).reversed()
    }

    fileprivate mutating func add(_ finding: LintFinding) {
      if ring.count < LintBook.mostExamples {
        ring.append(finding)
      } else {
        ring[count % LintBook.mostExamples] = finding
      }
      count += 1
      lastRequest = finding.request
      if finding.severity == .error { severity = .error }
    }
  }

  private struct Key: Hashable {
    var rule: ObjectIdentifier
    var dialect: String
    var account: String?
  }

  private var rows: [Key: Int] = [:]
  private var stored: [Entry] = []
  /// Findings that there was no entry left for.
  package private(set) var uncounted = 0

  package init() {}

  package mutating func add(_ finding: LintFinding, of account: String?) {
    let key = Key(rule: ObjectIdentifier(finding.rule), dialect: finding.dialect, account: account)
    if let row = rows[key] {
      stored[row].add(finding)
      return
    }
    guard stored.count < Self.mostEntries else {
      uncounted += 1
      return
    }
    var entry = Entry(
      rule: finding.rule, dialect: finding.dialect, account: account, severity: finding.severity,
      firstRequest: finding.request, lastRequest: finding.request)
    entry.add(finding)
    rows[key] = stored.count
    stored.append(entry)
  }

  /// What was found of these accounts; nil: of all, and of requests that name none. Errors first, what
  /// was found most often first among them.
  package func entries(of accounts: Set<String>? = nil) -> [Entry] {
    stored.filter { entry in
      guard let accounts else { return true }
      return entry.account.map(accounts.contains) ?? false
    }.sorted { left, right in
      if left.severity != right.severity { return left.severity == .error }
      if left.count != right.count { return left.count > right.count }
      return left.firstRequest < right.firstRequest
    }
  }

  /// Forgets what was found of one account.
  package mutating func reset(account: String) {
    keep { $0.account != account }
  }

  /// Forgets all.
  package mutating func reset() {
    self = LintBook()
  }

  private mutating func keep(_ isKept: (Entry) -> Bool) {
    stored = stored.filter(isKept)
    rows = [:]
    for (row, entry) in stored.enumerated() {
      let key = Key(
        rule: ObjectIdentifier(entry.rule), dialect: entry.dialect, account: entry.account)
      rows[key] = row
    }
  }
}

extension LintBook.Entry: Encodable {
  private enum Key: String, CodingKey {
    case rule, severity, dialect, account, count, firstRequest, lastRequest, what, why, advice
    case section, examples
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rule.id, forKey: .rule)
    try container.encode(severity.rawValue, forKey: .severity)
    try container.encode(dialect, forKey: .dialect)
    try container.encode(account, forKey: .account)
    try container.encode(count, forKey: .count)
    try container.encode(firstRequest, forKey: .firstRequest)
    try container.encode(lastRequest, forKey: .lastRequest)
    try container.encode(rule.what, forKey: .what)
    try container.encode(rule.why, forKey: .why)
    try container.encode(examples.first?.section ?? "-", forKey: .section)
    try container.encode(examples.first?.advice ?? rule.advice, forKey: .advice)
    try container.encode(examples, forKey: .examples)
  }
}

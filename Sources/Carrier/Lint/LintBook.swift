/// What was found so far: how often, by rule, dialect and account, with the newest examples.
///
/// Holds ``mostEntries`` entries of ``mostExamples`` examples each. What would need one more is counted
/// under one name for all other accounts, as is what has too long a name.
package struct LintBook: Sendable {
  package static let mostEntries = 4096
  package static let mostExamples = 5
  package static let others = "(others)"

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

    /// Of ``LintRule``'s own, or where the newest example has a better one.
    package var advice: String { examples.first?.advice ?? rule.advice }

    /// The newest first.
    package var examples: [LintFinding] {
      let start = count % LintBook.mostExamples
      return ring.count < LintBook.mostExamples
        ? ring.reversed() : (ring[start...] + ring[..<start]).reversed()
    }

    fileprivate init(_ finding: LintFinding, of account: String?) {
      rule = finding.rule
      dialect = finding.dialect
      self.account = account
      severity = finding.severity
      (firstRequest, lastRequest) = (finding.request, finding.request)
      add(finding)
    }

    /// What one finding says of so many things.
    init(_ finding: LintFinding, of account: String, count: Int) {
      self.init(finding, of: account)
      self.count = count
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

  package init() {}

  package mutating func add(_ finding: LintFinding, of account: String?) {
    let isTooLong = (account?.utf8.count ?? 0) > BehaviourLint.longestAccount
    let account = isTooLong ? Self.others : account
    let key = Key(rule: ObjectIdentifier(finding.rule), dialect: finding.dialect, account: account)
    if let row = rows[key] {
      stored[row].add(finding)
    } else if stored.count >= Self.mostEntries, account != Self.others {
      add(finding, of: Self.others)
    } else {
      rows[key] = stored.count
      stored.append(Entry(finding, of: account))
    }
  }

  /// In the order in which each was first found, so that a list of them only grows at its end.
  package var entries: [Entry] { stored }
}

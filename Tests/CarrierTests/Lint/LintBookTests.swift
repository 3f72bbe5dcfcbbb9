import Testing

@testable import Carrier

@Suite struct LintBookTests {
  private func finding(
    _ rule: LintRule = .sentTwice, request: Int64, _ severity: LintRule.Severity = .warning
  ) -> LintFinding {
    LintFinding(
      rule, severity, dialect: "test", section: "-", request: request, .words("r\(request)"))
  }

  @Test func findingsAreCountedByRuleAndAccount() {
    var book = LintBook()
    book.add(finding(request: 1), of: "a")
    book.add(finding(request: 2, .error), of: "a")
    book.add(finding(request: 3), of: "b")
    book.add(finding(.emptyPulls, request: 4), of: "a")
    book.add(finding(request: 5), of: nil)
    #expect(book.entries.map(\.account) == ["a", "b", "a", nil])
    #expect(book.entries.map(\.count) == [2, 1, 1, 1])
    #expect(book.entries[0].severity == .error)
    #expect(book.entries[0].firstRequest == 1 && book.entries[0].lastRequest == 2)
  }

  @Test func theNewestExamplesAreKept() {
    var book = LintBook()
    for request in 1...13 { book.add(finding(request: Int64(request)), of: "a") }
    #expect(book.entries[0].count == 13)
    #expect(book.entries[0].examples.map(\.request) == [13, 12, 11, 10, 9])
  }

  @Test func strangersShareAnEntryOnceTheBookIsFull() {
    var book = LintBook()
    for number in 0..<LintBook.mostEntries + 3 { book.add(finding(request: 1), of: "a\(number)") }
    book.add(finding(request: 1), of: "a0")
    book.add(finding(request: 1), of: String(repeating: "x", count: 65))
    #expect(book.entries.count == LintBook.mostEntries + 1)
    #expect(book.entries[0].count == 2)
    #expect(book.entries.last?.account == LintBook.others)
    #expect(book.entries.last?.count == 4)
  }

  @Test func theFindingsOfARequestAreFound() {
    var ring = FindingRing()
    #expect(ring.findings(ofRequest: 1).isEmpty)
    for request in 1...3000 {
      for rule in [LintRule.sentTwice, .emptyPulls, .retriedRefusal].prefix(request % 4) {
        ring.add(finding(rule, request: Int64(request)))
      }
    }
    #expect(ring.findings(ofRequest: 7).map(\.rule.id).count == 3)
    for request in 3001...9000 { ring.add(finding(request: Int64(request))) }
    #expect(ring.findings(ofRequest: 7).isEmpty)
    #expect(ring.findings(ofRequest: 2999).map(\.seen) == ["r2999", "r2999", "r2999"])
    #expect(ring.findings(ofRequest: 2996).isEmpty)
    #expect(ring.findings(ofRequest: 9000).count == 1)
    #expect(ring.findings(ofRequest: 9001).isEmpty)
  }
}

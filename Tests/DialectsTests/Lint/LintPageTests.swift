import Foundation
import Testing

@testable import Carrier
@testable import Dialects

@Suite struct LintPageTests {
  /// `docs/lint.md` has a line for each rule, in the rules' own words and order.
  @Test func everyRuleStandsOnItsPage() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/lint.md")
    let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
    #expect(
      lines.filter { $0.hasPrefix("| `") && $0.split(separator: "|").count == 5 }.map(String.init)
        == LintRule.all.map {
          "| `\($0.id)` | \($0.what) | \($0.why) | \($0.sections) | \($0.advice) |"
        })
  }
}

import Foundation
import Testing

@testable import Dialects

/// Holds the house to its own rules.
@Suite struct HouseTests {
  private var sources: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources")
  }

  /// A dialect's name stands in its own folder and in the catalogue, nowhere else; nor do its
  /// outcomes and its switches. A word may begin like it: `mms_price` is the account's.
  @Test func noDialectIsNamedOutsideItsFolder() throws {
    let enumerator = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var seen = 0
    for case let file as URL in enumerator where file.pathExtension == "swift" {
      seen += 1
      guard file.lastPathComponent != "DialectCatalog.swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for dialect in DialectCatalog.all.dialects {
        let type = "\(Swift.type(of: dialect))"
        guard !file.path.contains("/Dialects/\(type)/") else { continue }
        let name = dialect.policy.name
        let switches = dialect.wireSwitches.map { "\"\($0.name)\"" }
        let literals = ["\"\(name)\"", "\"\(name)."] + switches
        #expect(
          !literals.contains { text.contains($0) } && !text.contains(type),
          "\(file.lastPathComponent) names \(name)")
      }
    }
    #expect(seen > 50)
  }

  /// Every place that a dialect documents outcomes for has its good outcome.
  @Test func everyDialectNamesItselfAndItsPaths() {
    for dialect in DialectCatalog.all.dialects {
      #expect(!dialect.policy.name.isEmpty)
      #expect(!dialect.paths.isEmpty)
      #expect(dialect.outcomes.contains { $0.condition == .ok })
      #expect(dialect.outcomes.allSatisfy { !$0.cause.isEmpty })
    }
  }
}

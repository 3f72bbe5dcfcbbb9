package import Dialects
private import Foundation

/// The catalogue of documented outcomes, for people and for programs.
package struct OutcomeList {
  private struct Row: Encodable {
    var id: String
    var dialect: String
    var place: String
    var code: String
    var text: String
    var condition: String
    var cause: String
    /// The magic number that brings it about in the built-in scenario, with an X for any digit.
    var number: String?
  }

  private let rows: [Row]
  /// The built-in scenario's numbers that break something, whatever the dialect.
  private let breaking: [MagicNumbers.Breaking]

  /// - Parameter dialect: the one to list; nil: all.
  /// - Returns: nil if there is no such dialect.
  package init?(dialect wanted: String?, dialects: DialectCatalog = .all) {
    let listed = dialects.dialects.filter { wanted == nil || $0.policy.name == wanted }
    guard !listed.isEmpty else { return nil }
    let magic = MagicNumbers(BuiltInScenario.read(dialects: dialects))
    breaking = magic.breaking
    rows = listed.flatMap { dialect in
      dialect.outcomes.map {
        Row(
          id: $0.id, dialect: dialect.policy.name, place: $0.place, code: $0.code, text: $0.text,
          condition: $0.condition.rawValue, cause: $0.cause,
          number: magic.number(for: $0, in: dialect.policy.name))
      }
    }
  }

  /// The names that ``init(dialect:dialects:)`` knows.
  package static var dialectNames: [String] { DialectCatalog.all.dialects.map(\.policy.name) }

  /// A line each, in columns, and behind them the numbers that break something.
  package var text: String {
    func widest(_ column: KeyPath<Row, String>) -> Int {
      rows.map { $0[keyPath: column].count }.max() ?? 0
    }
    let widths = (widest(\.dialect), widest(\.place), widest(\.code), widest(\.condition))
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: width - text.count)
    }
    let table = rows.map { row in
      let cause = row.text.isEmpty ? row.cause : "\(row.text): \(row.cause)"
      return [
        padded(row.dialect, widths.0), padded(row.place, widths.1), padded(row.code, widths.2),
        padded(row.condition, widths.3),
        row.number.map { "\(cause), or a send to \($0)" } ?? cause,
      ].joined(separator: "  ")
    }
    let numbers = breaking.map { "\($0.number)  \($0.name)" }
    return
      (table + ["", "A send to one of these breaks something, whatever the dialect:"] + numbers)
      .joined(separator: "\n")
  }

  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes, .sortedKeys]
    do {
      return String(decoding: try encoder.encode(rows), as: UTF8.self)
    } catch {
      // A few texts a row have a form in JSON whatever they hold.
      fatalError("the catalogue could not be encoded: \(error)")
    }
  }
}

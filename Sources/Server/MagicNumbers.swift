internal import Carrier
internal import Dialects

/// The numbers of a scenario whose rules each bring one documented outcome about, by the rules' names:
/// an outcome's id, or a stat that several dialects share.
struct MagicNumbers {
  private struct Key: Hashable {
    var name: String
    var dialect: String?
  }

  /// A number that breaks something, and its rule's name.
  struct Breaking {
    var number: String
    var name: String
  }

  private static let breakingPrefix = "19900009"

  private let numbers: [Key: String]
  /// In the scenario's order.
  let breaking: [Breaking]

  init(_ scenario: Scenario) {
    breaking = scenario.rules.compactMap { rule in
      guard let mobile = rule.mobile, mobile.hasPrefix(Self.breakingPrefix) else { return nil }
      return Breaking(number: Self.shown(mobile), name: rule.name)
    }
    numbers = Dictionary(
      scenario.rules.compactMap { rule in
        rule.mobile.map { (Key(name: rule.name, dialect: rule.dialect), $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// With an X where any digit may stand; nil if no number brings it about.
  func number(for outcome: DocumentedOutcome, in dialect: String) -> String? {
    let found =
      numbers[Key(name: outcome.id, dialect: dialect)]
      ?? (outcome.isStat ? numbers[Key(name: outcome.code, dialect: nil)] : nil)
    return found.map(Self.shown)
  }

  private static func shown(_ number: String) -> String { number.replacing("?", with: "X") }
}

extension DocumentedOutcome {
  fileprivate var isStat: Bool { place == "stat" }
}

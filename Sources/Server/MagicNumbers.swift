internal import Carrier
internal import Dialects

/// The numbers of a scenario whose rules each bring one documented outcome about, by the rules' names:
/// an outcome's id, or a stat that several dialects share.
struct MagicNumbers {
  private struct Key: Hashable {
    var name: String
    var dialect: String?
  }

  private let numbers: [Key: String]

  init(_ scenario: Scenario) {
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
    return found?.replacing("?", with: "X")
  }
}

extension DocumentedOutcome {
  fileprivate var isStat: Bool { place == "stat" }
}

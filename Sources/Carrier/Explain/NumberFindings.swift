/// What the account's rules found of one number: which of them objected, and the one that decided its
/// refusal or its report, if one did.
struct NumberFindings: Sendable, Equatable {
  var objections = AccountRuleSet()
  var decider: AccountRule?

  /// Nothing was found.
  init() {}

  var isEmpty: Bool { objections.isEmpty }

  /// The rule objects, and so decides.
  mutating func decide(_ rule: AccountRule?) {
    guard let rule else { return }
    objections.insert(rule)
    decider = rule
  }

  /// As the store has it: the rules' bits, and from bit 48 on the decider's number, plus one.
  var packed: Int64? {
    guard !isEmpty else { return nil }
    return objections.bits | (decider.map { $0.rawValue + 1 } ?? 0) << Self.shift
  }

  init(packed: Int64?) {
    guard let packed else { return }
    objections = AccountRuleSet(bits: packed & (1 << Self.shift - 1))
    decider = AccountRule(rawValue: packed >> Self.shift - 1)
  }

  private static let shift: Int64 = 48
}

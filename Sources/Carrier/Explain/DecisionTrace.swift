/// Why a request came out as it did, as briefly as each request can afford to note it; ``Gateway``
/// makes an ``Explanation`` of it once somebody asks.
package struct DecisionTrace: Sendable {
  /// The account's rules that were tried, up to the one that refused.
  var tried = AccountRuleSet()
  /// The rule that refused the whole request, if one of the account's did.
  var refuser: AccountRule?
  /// Whether one of the scenario's rules refused it.
  var isRefusedByScenario = false
  /// The scenario's rules that the request fitted.
  var rules: [RuleTrace] = []
  /// All rules of that scenario, where it fitted one: their world may end before somebody asks.
  var script: [Rule] = []
  /// Whether the dialect refuses single numbers; else a rule's `result` is of the whole request.
  var refusesNumbers = false

  mutating func passes(_ rule: AccountRule) {
    tried.insert(rule)
  }

  mutating func passes(_ rules: AccountRuleSet) {
    tried.formUnion(rules)
  }

  mutating func refuses(_ rule: AccountRule?) {
    guard let rule else { return }
    tried.insert(rule)
    refuser = rule
  }
}

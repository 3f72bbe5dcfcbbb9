@testable import Carrier

/// A scenario with one account, `922011`, and one rule, of which this stands on line 4.
func readRule(_ text: String) -> ScenarioReading {
  read("name: a\naccounts: [{account: 922011, password: y}]\nrules:\n- {\(text)}\n")
}

func readCriteria(_ text: String) -> RuleCriteria? {
  readRule("when: {\(text)}, then: {push: hold}").scenario?.rules.first?.criteria
}

func readReaction(_ text: String) -> Reaction? {
  readRule("then: {\(text)}").scenario?.rules.first?.reactions.first
}

/// A rule that matched a request, and what it does this time.
struct MatchedRule {
  var place: Int
  var rule: Rule
  var reaction: Reaction

  func isFor(_ number: RuleNumber, _ content: String) -> Bool {
    rule.criteria.areFor(number, content)
  }
}

extension RuleCriteria {
  /// Whether a rule that is for a request is for this number of it. (It fits one at least.)
  func areFor(_ number: RuleNumber, _ content: String) -> Bool {
    (mobiles.isEmpty || mobiles.contains { $0.matches(number.text) })
      && (contents.isEmpty || contents.contains { $0.matches(content) })
  }
}

/// What the matching rules of a request do together: for each field the first that has it decides.
struct Reactions {
  let matched: [MatchedRule]
  let trace: [RuleTrace]
  /// Those that do something to single numbers.
  private let ofNumbers: [MatchedRule]
  private let refusesNumbers: Bool

  static let none = Reactions([], refusesNumbers: false)

  init(_ matched: [MatchedRule], trace: [RuleTrace] = [], refusesNumbers: Bool) {
    self.matched = matched
    self.trace = trace
    self.refusesNumbers = refusesNumbers
    ofNumbers = matched.filter {
      $0.reaction.reports != nil || $0.reaction.reply != nil || $0.reaction.push != nil
        || refusesNumbers && $0.reaction.result != nil
    }
  }

  /// Why the whole request is refused, if it is.
  var refusal: Refusal? {
    for rule in matched {
      let plan = rule.reaction.reject ?? (refusesNumbers ? nil : rule.reaction.result)
      if let plan { return plan.refusal }
    }
    return nil
  }

  var delay: ClosedRange<TimeSpan>? { first(\.delay) }
  var fault: Fault? { first(\.fault) }

  /// What becomes of one number.
  func reaction(to number: RuleNumber, _ content: String) -> Reaction? {
    guard !ofNumbers.isEmpty else { return nil }
    var merged = Reaction()
    for rule in ofNumbers where rule.isFor(number, content) {
      let reaction = rule.reaction
      merged.result = merged.result ?? reaction.result
      merged.reports = merged.reports ?? reaction.reports
      merged.reply = merged.reply ?? reaction.reply
      merged.push = merged.push ?? reaction.push
    }
    return merged
  }

  var hasNumberReactions: Bool { !ofNumbers.isEmpty }

  private func first<Value>(_ field: KeyPath<Reaction, Value?>) -> Value? {
    for rule in matched {
      if let value = rule.reaction[keyPath: field] { return value }
    }
    return nil
  }
}

extension RefusalPlan {
  /// Of a whole request; nil: it is accepted.
  var refusal: Refusal? {
    switch self {
    case .condition(.ok): nil
    case .condition(let condition): Refusal(condition)
    case .code(let code): Refusal(.otherError, wording: .code(code))
    case .text(let text): Refusal(.otherError, wording: .text(text))
    }
  }

  /// Of one number; nil: it is accepted. A number's refusal has no room for words.
  var numberRefusal: NumberRefusal? {
    switch self {
    case .condition(.ok): nil
    case .condition(let condition): .condition(condition)
    case .code(let code): .code(code)
    case .text: .condition(.otherError)
    }
  }
}

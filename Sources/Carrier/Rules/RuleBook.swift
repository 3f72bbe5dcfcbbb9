/// A world's rules, and how often each has matched.
final class RuleBook {
  let rules: [Rule]
  private(set) var tallies: [RuleTally]
  /// Places of the rules whose tally has moved since it was last stored.
  private(set) var changedPlaces: Set<Int> = []
  private var indexes: [Key: RuleIndex] = [:]
  /// By the places of their rules: many accounts meet the same ones, and then share an index.
  private var indexesByPlaces: [[Int]: RuleIndex] = [:]

  private struct Key: Hashable {
    var dialect: String
    var operation: Operation.Name?
    var account: String

    func fits(_ criteria: RuleCriteria) -> Bool {
      (criteria.dialects.isEmpty || criteria.dialects.contains(dialect))
        && (criteria.operations.isEmpty
          || operation.map { criteria.operations.contains($0) } ?? false)
        && (criteria.accounts.isEmpty || criteria.accounts.contains { $0.matches(account) })
    }
  }

  /// How many indexes there are in memory.
  var indexCount: Int { indexesByPlaces.count }

  init(_ rules: [Rule], tallies: [Int: RuleTally]) {
    self.rules = rules
    self.tallies = rules.indices.map { tallies[$0] ?? RuleTally() }
  }

  /// The reactions of the rules that match, in the rules' order; counts the match of each. Beside
  /// them what came of each rule whose turn it might have been.
  func reactions(
    to question: RuleQuestion, _ chance: inout SplitMix64
  ) -> (matched: [MatchedRule], trace: [RuleTrace]) {
    guard !rules.isEmpty else { return ([], []) }
    let index = index(for: question)
    guard !index.isEmpty else { return ([], []) }
    var matched: [MatchedRule] = []
    var trace: [RuleTrace] = []
    for place in index.places(fitting: question, of: rules) {
      guard let turn = turn(of: place, to: question, &chance) else { continue }
      trace.append(RuleTrace(place: place, turn: turn))
      guard case .reaction(let index) = turn else { continue }
      let rule = rules[place]
      matched.append(MatchedRule(place: place, rule: rule, reaction: rule.reactions[index]))
    }
    return (matched, trace)
  }

  func markStored() {
    changedPlaces.removeAll(keepingCapacity: true)
  }

  /// Nil where it is not for the request at all.
  private func turn(
    of place: Int, to question: RuleQuestion, _ chance: inout SplitMix64
  ) -> RuleTrace.Turn? {
    let rule = rules[place]
    let criteria = rule.criteria
    if !criteria.extnos.isEmpty {
      guard let extno = question.extno, criteria.extnos.contains(where: { $0.matches(extno) })
      else { return nil }
    }
    if let hours = criteria.hours, !hours.contains(question.time) { return nil }
    if let share = criteria.chance, !chance.next(withChance: share) { return .notDrawn }
    let count = tallies[place].matched
    guard rule.isRepeated || count < rule.reactions.count else { return .usedUp }
    tallies[place].counted += 1
    changedPlaces.insert(place)
    if let nth = criteria.nth, !nth.contains(tallies[place].counted) { return .notThisTime }
    tallies[place].matched += 1
    return .reaction(count % rule.reactions.count)
  }

  private func index(for question: RuleQuestion) -> RuleIndex {
    let key = Key(
      dialect: question.dialect, operation: question.operation, account: question.account)
    if let index = indexes[key] { return index }
    let places = rules.indices.filter { key.fits(rules[$0].criteria) }
    let index = indexesByPlaces[places] ?? RuleIndex(rules, at: places)
    indexesByPlaces[places] = index
    indexes[key] = index
    return index
  }
}

@available(*, unavailable)
extension RuleBook: Sendable {}

/// How often a rule has been met.
struct RuleTally: Equatable {
  /// Requests that fit all but its `nth`.
  var counted = 0
  /// Those that it then was for.
  var matched = 0
}

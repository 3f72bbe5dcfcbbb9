/// Reads what the scenario's rules did out of their traces: a rule never changes while its world
/// lives, so its place and the reaction's say all.
struct RuleReading {
  private let met: [(trace: RuleTrace, rule: Rule, reaction: Reaction?)]
  private let refusesNumbers: Bool

  /// - Parameter script: all rules of the scenario.
  init(_ traces: [RuleTrace], script: [Rule], refusesNumbers: Bool = true) {
    met = traces.compactMap { trace in
      guard script.indices.contains(trace.place) else { return nil }
      let rule = script[trace.place]
      guard case .reaction(let index) = trace.turn else { return (trace, rule, nil) }
      guard rule.reactions.indices.contains(index) else { return nil }
      return (trace, rule, rule.reactions[index])
    }
    self.refusesNumbers = refusesNumbers
  }

  private enum Field: String, CaseIterable {
    case reject, result, report, reply, delay, fault, push

    func isThere(in reaction: Reaction) -> Bool {
      switch self {
      case .reject: reaction.reject != nil
      case .result: reaction.result != nil
      case .report: reaction.reports != nil
      case .reply: reaction.reply != nil
      case .delay: reaction.delay != nil
      case .fault: reaction.fault != nil
      case .push: reaction.push != nil
      }
    }

    var isOfNumbers: Bool {
      switch self {
      case .result, .report, .reply, .push: true
      case .reject, .delay, .fault: false
      }
    }
  }

  /// What the answer suffered.
  var fault: Fault? {
    met.lazy.compactMap(\.reaction?.fault).first
  }

  /// The rule whose field decides, and that field.
  func decider<Value>(
    of field: KeyPath<Reaction, Value?>, for number: (RuleNumber, String)? = nil
  ) -> (by: Explanation.Decider, value: Value)? {
    for (_, rule, reaction) in met {
      guard let value = reaction?[keyPath: field] else { continue }
      if let number, !rule.criteria.areFor(number.0, number.1) { continue }
      return (.scenarioRule(name: rule.name, line: rule.line), value)
    }
    return nil
  }

  /// The rule that refuses the whole request.
  var refuser: Explanation.Decider? {
    for (_, rule, reaction) in met {
      guard reaction?.reject != nil || !refusesNumbers && reaction?.result != nil else { continue }
      return .scenarioRule(name: rule.name, line: rule.line)
    }
    return nil
  }

  /// - Parameter number: nil: of the whole request.
  func rules(for number: (RuleNumber, String)? = nil) -> [Explanation.ScenarioRuleMet] {
    var taken: Set<Field> = []
    return met.map { trace, rule, reaction in
      var item = Explanation.ScenarioRuleMet(
        name: rule.name, line: rule.line, met: .matched, decided: [], lost: [], ofNumbers: [])
      switch trace.turn {
      case .reaction(let index): item.reaction = index + 1
      case .usedUp: item.met = .usedUp
      case .notThisTime: item.met = .notThisTime
      case .notDrawn: item.met = .notDrawn
      }
      guard let reaction else { return item }
      let isForNumber = number.map { rule.criteria.areFor($0.0, $0.1) } ?? true
      if !isForNumber { item.met = .otherNumber }
      for field in Field.allCases where field.isThere(in: reaction) {
        let isOfNumbers = field.isOfNumbers && (field != .result || refusesNumbers)
        if isOfNumbers, number == nil {
          item.ofNumbers.append(field.rawValue)
        } else if !isOfNumbers || isForNumber {
          if taken.insert(field).inserted {
            item.decided.append(field.rawValue)
          } else {
            item.lost.append(field.rawValue)
          }
        }
      }
      return item
    }
  }
}

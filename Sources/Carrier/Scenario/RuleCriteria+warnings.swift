extension RuleCriteria {
  /// The dialects that have a request it could be for.
  func audience(among all: [DialectVocabulary]) -> [DialectVocabulary] {
    all.filter { dialect in
      (dialects.isEmpty || dialects.contains(dialect.name))
        && (operations.isEmpty || !operations.isDisjoint(with: dialect.operations))
    }
  }

  /// Tells of what no request can be.
  ///
  /// - Parameter node: the `when` that it was read from.
  func warnIfVain(
    _ node: YAMLNode?, _ audience: [DialectVocabulary], _ accounts: inout AccountNames,
    _ context: inout ReadingContext
  ) {
    func warn(_ key: String, _ reason: @autoclosure () -> String) {
      guard let entry = node?.entry(key) else { return }
      context.warn("this rule matches nothing: \(reason())", at: entry.value.position)
    }
    if audience.isEmpty {
      let named = context.vocabulary.dialects.map(\.name).filter {
        dialects.isEmpty || dialects.contains($0)
      }
      warn("operation", "\(enumeration(named, "and")) \(hasOrHave(named)) no \(writtenOperations)")
    }
    if !self.accounts.isEmpty, !accounts.fit(self.accounts) {
      warn("account", "no account of the scenario fits")
    }
    let sending: Set<Operation.Name> = [.send, .p2p]
    let kinds: [(key: String, isGiven: Bool, operations: Set<Operation.Name>)] = [
      ("mobile", !mobiles.isEmpty, sending), ("extno", !extnos.isEmpty, sending),
      ("content", !contents.isEmpty, sending.union([.keywords])),
    ]
    guard !operations.isEmpty else { return }
    for kind in kinds where kind.isGiven && operations.isDisjoint(with: kind.operations) {
      warn(kind.key, "a request of operation \(writtenOperations) has no \(kind.key)")
    }
  }

  private var writtenOperations: String {
    enumeration(
      Operation.Name.allCases.filter { operations.contains($0) }.map(\.rawValue), "or")
  }
}

extension Reaction {
  /// Tells of conditions that some clients will not be able to tell from others.
  ///
  /// - Parameters:
  ///   - node: that it was read from.
  ///   - audience: the dialects whose requests it may meet.
  func warnOfStandIns(
    _ node: YAMLNode, _ audience: [DialectVocabulary], _ context: inout ReadingContext
  ) {
    warnOfStandIns(
      reject, node.entry("reject"), audience.map { ($0.name, $0.rejectStandIns) }, &context)
    warnOfStandIns(
      result, node.entry("result"),
      audience.map { ($0.name, $0.resultStandIns ?? $0.rejectStandIns) }, &context)
  }

  /// Tells of codes that no document of the audience has; gateways may have their own.
  func warnOfUnknownCodes(
    _ node: YAMLNode, _ audience: [DialectVocabulary], _ context: inout ReadingContext
  ) {
    let names = audience.map(\.name)
    let plans = [
      (reject, "reject", audience.map(\.rejectCodes)),
      (result, "result", audience.map(\.resultCodes)),
    ]
    for (plan, key, tables) in plans {
      guard case .code(let code) = plan, let entry = node.entry(key), !names.isEmpty,
        tables.allSatisfy({ $0.map { !$0.contains(code) } ?? false })
      else { continue }
      context.warn(
        "\(enumeration(names, "and")) \(hasOrHave(names)) no code \(code);"
          + " fakecarrier codes lists those there are",
        at: entry.value.position)
    }
  }

  private func warnOfStandIns(
    _ plan: RefusalPlan?, _ entry: YAMLNode.Entry?,
    _ tables: [(name: String, standIns: [Condition: String])], _ context: inout ReadingContext
  ) {
    guard case .condition(let condition) = plan, let entry else { return }
    let lacking = tables.compactMap { table in
      table.standIns[condition].map { (name: table.name, standIn: $0) }
    }
    guard !lacking.isEmpty else { return }
    let names = lacking.map(\.name)
    let their = names.count == 1 ? "its" : "their"
    context.warn(
      "\(enumeration(names, "and")) \(hasOrHave(names)) no code for \(condition.rawValue);"
        + " \(their) clients get \(enumeration(lacking.map(\.standIn), "and"))",
      at: entry.value.position)
  }
}

/// The accounts of a scenario, for rules that are for some.
struct AccountNames {
  let names: [String]
  /// Globs are cheap, but a scenario may have a thousand rules and many thousand accounts. When this
  /// many have been tried, the rest is taken to fit.
  private var tries = 100_000

  init(_ names: [String]) {
    self.names = names
  }

  /// Whether one of them fits one of the globs.
  mutating func fit(_ globs: [Glob]) -> Bool {
    guard !names.isEmpty else { return true }
    for glob in globs {
      for name in names {
        tries -= 1
        if tries < 0 || glob.matches(name) { return true }
      }
    }
    return false
  }
}

/// `a, b and c`.
private func enumeration(_ words: [String], _ last: String) -> String {
  guard words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(last) " + words[words.count - 1]
}

private func hasOrHave(_ names: [String]) -> String {
  names.count == 1 ? "has" : "have"
}

/// Reads a scenario text: YAML, of which JSON is a part.
package enum ScenarioReader {
  /// All problems are found at once; only a text that is no YAML, or too large, has just one.
  ///
  /// - Parameters:
  ///   - file: the file's name, for the problems.
  package static func read(
    _ bytes: [UInt8], file: String, vocabulary: ScenarioVocabulary
  ) -> ScenarioReading {
    var context = ReadingContext(file: file, vocabulary: vocabulary)
    var scenario: Scenario?
    do throws(YAMLFault) {
      let root = try YAMLText.read(try YAMLGuard.text(of: bytes))
      scenario = read(root, &context)
    } catch {
      context.report(error.message, at: error.position)
    }
    scenario?.source = bytes
    return ScenarioReading(
      scenario: context.hasErrors ? nil : scenario, problems: context.sortedProblems)
  }

  private static func read(_ root: YAMLNode?, _ context: inout ReadingContext) -> Scenario? {
    guard let root, !root.isNothing else {
      context.report(
        "the scenario is empty; it needs at least a name and an account", at: .start)
      return nil
    }
    var draft = ScenarioDraft()
    guard case .map(let entries) = root.content else {
      context.reportMismatch(root, "a scenario", expected: "a map such as {name: …, accounts: […]}")
      return nil
    }
    ScenarioDraft.fields.read(root, "a scenario", into: &draft, &context)
    if !entries.hasValue(for: "name") {
      context.report("a scenario needs a name; add name: quickstart", at: root.position)
    }
    let accounts = readAccounts(draft, at: root.position, &context)
    let rules = readRules(draft.rules, accounts, &context)
    guard let name = draft.name, let calendar = calendar(of: draft, entries, &context) else {
      return nil
    }
    var scenario = Scenario(name: name, calendar: calendar)
    scenario.description = draft.description
    scenario.seed = draft.seed
    scenario.clock = draft.clock
    scenario.wire = draft.wire
    scenario.reports = draft.reports
    scenario.blacklist = draft.blacklist
    scenario.accounts = accounts
    scenario.rules = rules
    return scenario
  }

  /// The zone that is named, else Shanghai's.
  private static func calendar(
    of draft: ScenarioDraft, _ entries: [YAMLNode.Entry], _ context: inout ReadingContext
  ) -> LocalCalendar? {
    if let calendar = draft.timezone { return calendar }
    if entries.hasValue(for: "timezone") { return nil }
    let standard = "Asia/Shanghai"
    guard let calendar = LocalCalendar(identifier: standard) else {
      context.report(
        "this machine has no time zone \(standard); install tzdata, or add a timezone", at: .start)
      return nil
    }
    return calendar
  }
}

extension YAMLNode {
  fileprivate var isNothing: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return text.isEmpty || isNull
  }
}

extension [YAMLNode.Entry] {
  /// A value that may be wrong, but is there.
  func hasValue(for key: String) -> Bool {
    contains { $0.key == key && !$0.value.isNull }
  }
}

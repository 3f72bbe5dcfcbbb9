extension ScenarioReader {
  private static let mostRules = 1000

  /// Reads the rules, in the order they are tried.
  static func readRules(
    _ node: YAMLNode?, _ accounts: [AccountSettings], _ context: inout ReadingContext
  ) -> [Rule] {
    guard let node else { return [] }
    guard case .list(let nodes) = node.content else {
      context.reportMismatch(
        node, "\"rules\"", expected: "a list of rules such as [{then: {reject: system_busy}}]")
      return []
    }
    guard nodes.count <= mostRules else {
      context.report(
        "\(nodes.count) rules; a scenario has at most \(mostRules)", at: node.position)
      return []
    }
    var names = AccountNames(accounts.map(\.account))
    var rules: [Rule] = []
    for (index, node) in nodes.enumerated() {
      if let rule = Rule.read(node, place: index + 1, &names, &context) { rules.append(rule) }
    }
    return rules
  }
}

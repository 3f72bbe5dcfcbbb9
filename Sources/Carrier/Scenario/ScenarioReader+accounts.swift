extension ScenarioReader {
  /// Reads the accounts, each on top of the defaults.
  static func readAccounts(
    _ draft: ScenarioDraft, at root: TextPosition, _ context: inout ReadingContext
  ) -> [AccountSettings] {
    var base = AccountSettings(account: "")
    var defaults: [YAMLNode.Entry] = []
    if let node = draft.defaults,
      AccountSettings.fields.read(node, "\"defaults\"", into: &base, &context),
      case .map(let entries) = node.content
    {
      defaults = entries
    }
    guard let node = draft.accounts else {
      context.report(
        "a scenario needs accounts; add accounts: [{account: \"922011\", password: \"123456\"}]",
        at: root)
      return []
    }
    guard case .list(let nodes) = node.content, !nodes.isEmpty else {
      context.reportMismatch(
        node, "\"accounts\"", expected: "a list of at least one account")
      return []
    }
    var accounts: [AccountSettings] = []
    var firstLines: [String: Int] = [:]
    for node in nodes {
      var account = base
      guard AccountSettings.fields.read(node, "an account", into: &account, &context),
        case .map(let entries) = node.content
      else { continue }
      requireCredentials(entries, defaults, at: node.position, &context)
      if account.signature == .registered, account.signatures.isEmpty {
        context.warn(
          "signature is registered, but no signature is, so every text is refused;"
            + " add signatures: [\"朗宇信息\"]",
          at: (node.entry("signature") ?? draft.defaults?.entry("signature"))?.keyPosition
            ?? node.position)
      }
      if !account.account.isEmpty {
        let position = entries.first { $0.key == "account" }?.value.position ?? node.position
        if let line = firstLines[account.account] {
          context.report(
            "account \(quoted(account.account)) is already on line \(line)", at: position)
          continue
        }
        firstLines[account.account] = position.line
      }
      accounts.append(account)
    }
    return accounts
  }

  private static func requireCredentials(
    _ entries: [YAMLNode.Entry], _ defaults: [YAMLNode.Entry], at position: TextPosition,
    _ context: inout ReadingContext
  ) {
    let required = [
      ("account", "an account needs its name; add account: \"922011\""),
      ("password", "an account needs a password, its own or one under \"defaults\""),
    ]
    for (key, message) in required {
      let written = entries.contains { $0.key == key } ? entries : defaults
      if !written.hasValue(for: key) { context.report(message, at: position) }
    }
  }
}

internal import Inbox

extension Server {
  /// The port clients send to.
  package var port: UInt16 { address.port }

  /// Where a browser finds the inbox; it carries a token that was made along, as a fragment, which a
  /// browser keeps to itself.
  package var inboxURL: String {
    let token = hasMadeToken ? token.map { "#token=\($0)" } : nil
    return "http://\(controlAddress.asDialled)\(InboxPage.path)\(token ?? "")"
  }

  /// What whoever starts a server must know: where it is, who may send, and a first message.
  package var greeting: String {
    var lines = ["fakecarrier \(Self.version) is ready", "  gateway   http://\(address)"]
    lines.append("  control   http://\(controlAddress)/__mock/v1/info")
    lines.append("  inbox     \(inboxURL)")
    if let token { lines.append("  token     \(token)") }
    for scenario in scenarios {
      let names = scenario.accounts.map(\.account)
      let shown = names.prefix(8).joined(separator: ", ")
      let rest = names.count > 8 ? " and \(names.count - 8) more" : ""
      lines.append("  scenario  \(scenario.name): accounts \(shown)\(rest)")
    }
    if let account = scenarios.first?.accounts.first {
      let content =
        account.signature == .off ? "hello" : "【\(account.signatures.first ?? "test")】hello"
      let fields = [
        "action=send", "account=\(account.account)", "password=\(account.password)",
        "mobile=13800138000", "content=\(content)", "rt=json",
      ]
      lines.append(
        "  try       curl http://\(address.asDialled)/sms"
          + fields.map { " --data-urlencode \(Self.quoted($0))" }.joined())
    }
    return lines.joined(separator: "\n")
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "=._-".unicodeScalars.contains($0)
    }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

extension Server {
  /// The port clients send to.
  package var port: UInt16 { address.port }

  /// What whoever starts a server must know: where it is, who may send, and a first message.
  package var greeting: String {
    var lines = ["fakecarrier \(Self.version) is ready", "  gateway   http://\(address)"]
    lines.append("  control   http://\(controlAddress)/__mock/v1/info")
    if let token { lines.append("  token     \(token)") }
    for scenario in scenarios {
      let names = scenario.accounts.map(\.account)
      let shown = names.prefix(8).joined(separator: ", ")
      let rest = names.count > 8 ? " and \(names.count - 8) more" : ""
      lines.append("  scenario  \(scenario.name): accounts \(shown)\(rest)")
    }
    if let account = scenarios.first?.accounts.first {
      lines.append(
        "  try       curl 'http://\(address)/sms' -d action=send -d account=\(account.account) "
          + "-d password=\(account.password) -d mobile=13800138000 -d content=hello -d rt=json")
    }
    return lines.joined(separator: "\n")
  }
}

/// A scenario while it is being read: what may still be missing is optional.
struct ScenarioDraft: Sendable {
  var name: String?
  var description = ""
  var timezone: LocalCalendar?
  var seed: UInt64 = 1
  var clock = Scenario.Clock.real
  var wire = WireSettings()
  var reports = [ReportPlan.standard]
  var blacklist: [NumberPattern] = []
  /// Read after the rest, the defaults first.
  var defaults: YAMLNode?
  var accounts: YAMLNode?
  /// Read after the accounts.
  var rules: YAMLNode?

  static let fields = FieldTable(
    subject: "a scenario",
    standard: ScenarioDraft(),
    fields: [
      Field("name", \.name, .name),
      Field("description", \.description, .anyText),
      Field("timezone", \.timezone, .timezone),
      Field("seed", \.seed, .number(0 ... .max, example: 1)),
      Field("clock", \.clock, .clock),
      Field("wire", \.wire, .wire),
      Field("report", \.reports, .reports(after: ReportPlan.standardAfter)),
      Field("blacklist", \.blacklist, .list(of: .number, example: "[\"13911110000\"]")),
      Field("defaults", \.defaults, .node),
      Field("accounts", \.accounts, .node),
      Field("rules", \.rules, .node),
    ])
}

extension ValueForm<YAMLNode> {
  /// As it stands, for a later look.
  static let node = ValueForm { node, _, _ in node }
}

extension ValueForm<String> {
  fileprivate static let name = text("1 to 64 characters of a-z, 0-9 and \"-\"") { text in
    let isName =
      (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
    return isName ? text : nil
  }
}

extension ValueForm<LocalCalendar> {
  fileprivate static let timezone = ValueForm { node, label, context in
    guard case .scalar(let text, _) = node.content else {
      context.reportMismatch(node, label, expected: "a time zone such as Asia/Shanghai")
      return nil
    }
    guard let calendar = LocalCalendar(identifier: text) else {
      let hint =
        nearestZone(to: text).map { "did you mean \(quoted($0))?" }
        ?? "write one such as Asia/Shanghai"
      context.report("unknown time zone \(node.summary); \(hint)", at: node.position)
      return nil
    }
    return calendar
  }
}

/// The zone whose name, or whose city, is nearly that.
private func nearestZone(to text: String) -> String? {
  let zones = LocalCalendar.knownIdentifiers
  if let zone = Spelling.nearest(to: text, among: zones) { return zone }
  let cities = zones.map { String($0.split(separator: "/").last ?? "") }
  guard text.utf8.count > 3, let city = Spelling.nearest(to: text, among: cities) else {
    return nil
  }
  return zones.first { $0.hasSuffix("/\(city)") }
}

internal import Carrier

/// What a list of requests is narrowed to. All that is given must hold; nil holds for any.
struct JournalFilter {
  var scenario: String?
  var account: String?
  var dialect: String?
  var operation: String?
  /// A condition's name, `ok`, `fault` where the request was not carried out, or `store_failed`.
  var outcome: String?
  /// As it stands on the wire.
  var code: String?
  /// As scenarios write it; of `http: 503` also `http` alone.
  var fault: String?
  /// Numbers above this one.
  var since: Int64?

  static let parameters: [Parameter] =
    [
      .account, .dialect,
      Parameter(
        "operation", "what it asked for", .words(Operation.Name.allCases.map(\.rawValue))),
      Parameter(
        "outcome",
        "`ok`, a condition such as `too_fast`, `fault` (not carried out) or `store_failed`"),
      Parameter("code", "as it stands on the wire"),
      Parameter("fault", "as scenarios write it; `http` whatever the status"),
      Parameter("since", "only numbers above this one", .count),
    ] + ListCalls.window

  init(_ call: ConsoleCall) throws {
    let query = call.query
    scenario = try call.scenario()
    account = query["account"]
    dialect = query["dialect"]
    code = query["code"]
    fault = query["fault"]
    if let name = query["operation"] {
      guard Operation.Name(rawValue: name) != nil else {
        let all = Operation.Name.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(400, "operation: \(name) is none; there are \(all)")
      }
      operation = name
    }
    if let name = query["outcome"] {
      guard Self.furtherOutcomes.contains(name) || Condition(rawValue: name) != nil else {
        throw Problem(
          400,
          "outcome: \(name) is none; send ok, a condition such as too_fast, "
            + Self.furtherOutcomes.joined(separator: " or "))
      }
      outcome = name
    }
    since = try call.since()
  }

  private static let furtherOutcomes = [
    JournalHead.notCarriedOut, JournalHead.storeFailed,
  ]

  func holds(for head: JournalHead, _ terms: Journal.Terms) -> Bool {
    if let account, head.account != account { return false }
    if let scenario, head.decision?.scenario != scenario { return false }
    if let dialect, head.dialect.name != dialect { return false }
    if let operation, head.operation?.rawValue != operation { return false }
    if let outcome, head.outcome != outcome { return false }
    if let fault {
      guard let text = head.decision?.fault?.text else { return false }
      guard text == fault || text.hasPrefix(fault + ":") else { return false }
    }
    if let code, head.terms(terms)?.code != code { return false }
    return true
  }
}

extension JournalHead {
  static let notCarriedOut = "fault"
  static let storeFailed = "store_failed"

  /// In a word.
  var outcome: String {
    guard fate != .failed, let decision else { return Self.storeFailed }
    guard let outcome = decision.outcome else { return Self.notCarriedOut }
    return (outcome.refusal?.condition ?? .ok).rawValue
  }

  /// What its answer says; nil where a fault or the store kept it from saying anything.
  func terms(_ terms: Journal.Terms) -> (code: String, text: String)? {
    guard fate != .failed, let outcome = decision?.outcome else { return nil }
    return terms(dialect.name, outcome.refusal)
  }
}

internal import Carrier
internal import HTTP

/// The accounts of all worlds: how they stand, and changing what their scenario says of them.
enum AccountCalls {
  @Sendable static func list(_ call: ConsoleCall) throws -> HTTPResponse {
    let accounts = try call.gateway.accountStatuses(of: try call.scenario(), now: call.now)
    return .list(try ListCalls.part(of: accounts, for: call)) { json, account in
      json.fields(account)
    }
  }

  @Sendable static func get(_ call: ConsoleCall) throws -> HTTPResponse {
    let account = try account(call)
    return .json { $0.fields(account) }
  }

  @Sendable static func patch(_ call: ConsoleCall) throws -> HTTPResponse {
    let name = try account(call).account
    let body = call.request.body
    try JSON.requireObject(
      body, "keys that a scenario has for an account, such as {\"balance\": 0}")
    switch try call.gateway.changeAccount(name, by: body, now: call.now) {
    case .noSuchAccount: throw unknown(name)
    case .refused(let problems):
      throw Problem(
        422, problems.first { $0.severity == .error }?.message ?? "the change has mistakes",
        problems: problems)
    case .changed(let account, let problems):
      return .json { json in
        json.fields(account)
        json.field("problems", problems)
      }
    }
  }

  private static func account(_ call: ConsoleCall) throws -> AccountStatus {
    try status(of: call.path["account"] ?? "", in: try call.scenario(), call)
  }

  /// - Parameter scenario: whose it must be; nil: anyone's.
  /// - Throws: `Problem` 404 where there is none.
  static func status(
    of name: String, in scenario: String?, _ call: ConsoleCall
  ) throws -> AccountStatus {
    guard let account = try call.gateway.accountStatus(name, now: call.now),
      scenario == nil || scenario == account.scenario
    else { throw unknown(name, scenario) }
    return account
  }

  static func unknown(_ name: String, _ scenario: String? = nil) -> Problem {
    let place = scenario.map { " in scenario \($0)" } ?? ""
    return Problem(
      404, "there is no account \(name)\(place); GET /__mock/v1/accounts lists those there are")
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ account: AccountStatus) {
    field("account", account.account)
    field("scenario", account.scenario)
    field("balance", account.balance)
    field("paid_in", account.paidIn)
    field("products", account.products) { json, product in
      json.object { json in
        json.field("id", product.id)
        json.field("balance", product.balance)
      }
    }
    field("month_messages", account.monthMessages)
    field("unsubscribed", account.unsubscribed)
    key("settings")
    value(.map(account.settings))
  }

  private mutating func value(_ written: WrittenValue) {
    switch written {
    case .null: null()
    case .flag(let flag): value(flag)
    case .number(let number): value(number)
    case .text(let text): value(text)
    case .list(let values): array(values) { $0.value($1) }
    case .map(let entries):
      object { json in
        for entry in entries {
          json.key(entry.key)
          json.value(entry.value)
        }
      }
    }
  }
}

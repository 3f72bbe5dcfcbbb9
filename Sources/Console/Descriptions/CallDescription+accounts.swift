/// The accounts of all scenarios.
extension CallDescription {
  static let accounts = CallDescription(
    "listAccounts", "the accounts of all scenarios", query: ListCalls.window,
    answers: [.json("a part of the list", .page(of: .account))])

  static let account = CallDescription(
    "getAccount", "an account: its balance and every setting", path: [.accountName],
    answers: [.json("how it stands", .account), .noAccount])

  static let patchAccount = CallDescription(
    "changeAccount", "changes settings of an account, until its scenario is reset",
    details: """
      The body has keys that a scenario has for an account; null sets one back to the format's \
      standard.
      """,
    path: [.accountName], body: .json(.map(.any)),
    answers: [
      .json("how it stands", .changedAccount),
      .problem(400, "the body is not JSON, or a parameter is unknown").or("text/plain"),
      .noAccount,
      .problem(422, "the body is no object, or the change has mistakes; nothing was changed"),
    ])
}

extension CallDescription.Answer {
  fileprivate static let noAccount = problem(404, "there is no such account, or no such scenario")
}

extension Parameter {
  fileprivate static let accountName = Parameter("account", "the account's name")
}

extension Schema {
  private static let accountFields = [
    Field("account", .text),
    Field("scenario", .text),
    Field("balance", .integer(Int64.min...Int64.max), "in the account's own unit"),
    Field("paid_in", .integer(Int64.min...Int64.max), "all that was ever paid in"),
    Field(
      "products",
      .list(
        .object([Field("id", .text), Field("balance", .integer(Int64.min...Int64.max))]))),
    Field("month_messages", .count, "accepted in this calendar month"),
    Field("unsubscribed", .list(.text)),
    Field("settings", .map(.any), "every key of the scenario format"),
  ]

  fileprivate static let account = Schema.named("Account", .object(accountFields))

  fileprivate static let changedAccount = Schema.named(
    "ChangedAccount",
    .object(accountFields + [Field("problems", .list(.scenarioProblem), "warnings")]))
}

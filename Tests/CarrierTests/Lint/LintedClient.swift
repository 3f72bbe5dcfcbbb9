@testable import Carrier

/// A client whose requests are looked at; each call gives what it showed, as `rule: what was seen`.
final class LintedClient {
  private let lint = BehaviourLint([
    ClientAdvice(
      dialect: "test", betweenBalances: .init(.seconds(10), "T §1"),
      afterThrottle: .init(.seconds(30), "T §2"))
  ])
  var account = "a"
  var password = "p"
  var identity: UInt64 = 1
  var world = Instant(milliseconds: 1_491_932_301_000)
  var machine = Instant(milliseconds: 1_700_000_000_000)
  private var request: Int64 = 0

  func wait(_ span: TimeSpan) {
    world = world + span
    machine = machine + span
  }

  func askBalance(refused condition: Condition? = nil) -> [String] {
    note(.balance, .balance, condition.map { .refused(Refusal($0)) } ?? .balance(statement))
  }

  func send(_ content: String, to mobiles: String..., refused: Condition? = nil) -> [String] {
    let numbers = mobiles.map {
      Receipt.Number(id: MessageID(1), mobile: $0, refusal: refused.map { .condition($0) })
    }
    return note(
      .send, .submit(Draft(parts: [.init(content: content, mobiles: mobiles)], extno: "1")),
      .submitted(Receipt(task: 1, numbers: numbers, balance: 1)))
  }

  func beRefused(_ condition: Condition, _ content: String) -> [String] {
    note(
      .send,
      .submit(Draft(parts: [.init(content: content, mobiles: ["13800138000"])], extno: "1")),
      .refused(Refusal(condition)))
  }

  func pull(_ count: Int) -> [String] {
    let report = DeliveryReport(
      id: MessageID(1), task: 1, mobile: "13800138000", extno: "", stat: "DELIVRD",
      time: LocalTime(year: 2017, month: 4, day: 12))
    return note(
      .report, .takeReports(ReportPull(limit: 10)),
      .reports([DeliveryReport](repeating: report, count: count), statement))
  }

  private let statement = AccountStatement(
    account: "a", billing: .prepaid, balance: 1, paidIn: 1, products: [])

  private func note(
    _ name: Operation.Name, _ kind: Operation.Kind, _ outcome: Outcome
  ) -> [String] {
    request += 1
    let operation = Operation(
      name, policy: GatewayHarness.policy,
      credentials: Credentials(account: account, password: password), kind: kind)
    var seen: [String] = []
    lint.note(
      operation, outcome,
      Decision.Setting(
        world: WorldID(value: identity), time: world, now: machine, scenario: "linted"),
      request: request
    ) { seen.append("\($0.rule.id): \($0.seen)") }
    return seen
  }
}

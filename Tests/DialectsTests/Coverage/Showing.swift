import HTTP
import Testing

@testable import Carrier
@testable import Dialects

/// A request and what became of it, whose answer shows one documented outcome.
struct Showing: CustomTestStringConvertible {
  let id: String
  let dialect: any Dialect
  let target: String
  let outcome: Outcome
  /// Rows that the same answer cannot help to show.
  let beside: Set<String>

  init(
    _ id: String, _ dialect: any Dialect, _ target: String, _ outcome: Outcome,
    beside: Set<String> = []
  ) {
    self.id = id
    self.dialect = dialect
    self.target = target
    self.outcome = outcome
    self.beside = beside
  }

  var testDescription: String { "\(id) by \(target)" }

  /// The ids of what the answer shows.
  var shown: Set<String> {
    let call = dialect.parse(HTTPRequest(method: "GET", target: RequestTarget(target)))
    let verdict = Verdict(
      outcome: outcome, wire: WireSettings(), time: LocalTime(year: 2017, month: 4, day: 12))
    return dialect.ids(of: call.shownOutcomes(of: verdict))
  }

  static func refused(_ condition: Condition, _ wording: Refusal.Wording? = nil) -> Outcome {
    .refused(Refusal(condition, words: condition == .keyword ? ["w"] : [], wording: wording))
  }

  static func receipt(_ refusals: [NumberRefusal?]) -> Outcome {
    .submitted(
      Receipt(
        task: 1,
        numbers: refusals.map { .init(id: MessageID(1), mobile: "13800138000", refusal: $0) },
        balance: 9))
  }

  static func reports(_ stats: String...) -> Outcome {
    .reports(
      stats.map {
        DeliveryReport(
          id: MessageID(1), task: 1, mobile: "13800138000", extno: "", stat: $0,
          time: LocalTime(year: 2017, month: 4, day: 12))
      }, statement)
  }

  static let statement = AccountStatement(
    account: "a", billing: .prepaid, balance: 9, paidIn: 10, products: [])
  static let balance = Outcome.balance(statement)
  static let replies = Outcome.replies([], statement)
}

extension Dialect {
  func ids(of set: OutcomeSet) -> Set<String> {
    var ids: Set<String> = []
    for row in outcomes.indices where set.contains(row) { ids.insert(outcomes[row].id) }
    return ids
  }
}

internal import Carrier
internal import HTTP

/// `POST /verify`: whether so many messages were submitted, now or within a time.
enum VerifyCalls {
  private struct Body: Decodable {
    var match: [String: FilterValue]?
    var count: Count?
    var within: String?
    var never: Bool?
  }

  /// A number counts as its digits.
  private struct FilterValue: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int64.self) {
        text = String(number)
      } else if let text = try? container.decode(String.self) {
        self.text = text
      } else {
        throw Problem(422, "match: each value is a text; since may be a number")
      }
    }
  }

  private enum Count: Decodable {
    case exactly(Int)
    case span(min: Int?, max: Int?)

    init(from decoder: any Decoder) throws {
      if let number = try? decoder.singleValueContainer().decode(Int.self) {
        self = .exactly(number)
        return
      }
      guard let span = try? decoder.singleValueContainer().decode([String: Int].self),
        !span.isEmpty, span.keys.allSatisfy({ $0 == "min" || $0 == "max" })
      else {
        throw Problem(422, "count: send a number, or {\"min\": 1, \"max\": 3}, or one of the two")
      }
      self = .span(min: span["min"], max: span["max"])
    }
  }

  @Sendable static func verify(_ call: ConsoleCall) throws -> CallAnswer {
    let body = try JSON.value(
      Body.self, keys: ["match", "count", "within", "never"], from: call.request.body)
    let within = try body.within.map { try WaitCalls.timeout($0, "within", status: 422) }
    return .wait(
      Wait(
        search: Search(
          subject: .messages, match: FilterMatch(try filter(body.match ?? [:], call))),
        goal: try goal(body), timeout: within ?? .zero, limit: try call.window().limit,
        failure: 409))
  }

  /// A number must be there exactly, and is taken for met as soon as it is; a maximum is a promise for
  /// the whole time.
  private static func goal(_ body: Body) throws -> Goal {
    guard body.never != true || body.count == nil else {
      throw Problem(422, "never and count exclude each other; send one of them")
    }
    if body.never == true { return Goal(least: 0, most: 0, holdsToTheEnd: true) }
    switch body.count {
    case nil: return Goal(least: 1)
    case .exactly(let count):
      try check(count, "count")
      return Goal(least: count, most: count, holdsToTheEnd: count == 0)
    case .span(let least, let most):
      if let least { try check(least, "count.min") }
      if let most { try check(most, "count.max") }
      guard most.map({ $0 >= least ?? 0 }) ?? true else {
        throw Problem(422, "count: max is less than min")
      }
      return Goal(least: least ?? 0, most: most, holdsToTheEnd: most != nil)
    }
  }

  private static func check(_ count: Int, _ field: String) throws {
    guard (0...WaitCalls.counts.upperBound).contains(count) else {
      throw Problem(422, "\(field): \(count) is not from 0 to \(WaitCalls.counts.upperBound)")
    }
  }

  private static func filter(
    _ match: [String: FilterValue], _ call: ConsoleCall
  ) throws -> ListFilter {
    var filter = ListFilter()
    filter.scenario = try call.scenario()
    for (key, value) in match.sorted(by: { $0.key < $1.key }) {
      switch key {
      case "account": filter.account = value.text
      case "mobile": filter.mobile = value.text
      case "content": filter.content = value.text
      case "dialect": filter.dialect = value.text
      case "scenario":
        try call.requireScenario(value.text)
        guard filter.scenario ?? value.text == value.text else {
          throw Problem(422, "match.scenario and the query name two scenarios; leave one out")
        }
        filter.scenario = value.text
      case "since":
        guard let id = Int64(value.text), id >= 0 else {
          throw Problem(422, "match.since: \(value.text) is not an id")
        }
        filter.since = id
      case _:
        throw Problem(
          422,
          "match: unknown key \(key); there are account, mobile, content, dialect, scenario, since")
      }
    }
    return filter
  }
}

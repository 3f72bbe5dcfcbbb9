internal import Carrier
internal import HTTP

/// `GET …/wait`: the answer comes when enough of what is sought is there, or when the time is over.
enum WaitCalls {
  static let messages = ListCalls.filters + [.since] + own
  static let reports = messages
  static let pushes =
    ListCalls.filters + [.state(PushRecord.State.allCases.map(\.rawValue))] + own

  private static let own = [
    Parameter(
      "count", "how many there must be; 1 where it is left out",
      .integer(Int64(counts.lowerBound)...Int64(counts.upperBound))),
    Parameter("timeout", "how long to wait, 10m at most; 5s where it is left out", .span),
    .limit,
  ]
  private static let standardTimeout = TimeSpan.seconds(5)
  private static let mostTime = TimeSpan.seconds(600)
  static let counts = 1...1_000_000

  @Sendable static func forMessages(_ call: ConsoleCall) throws -> CallAnswer {
    .wait(try wait(call, .messages, states: []))
  }

  @Sendable static func forReports(_ call: ConsoleCall) throws -> CallAnswer {
    .wait(try wait(call, .takenReports, states: []))
  }

  @Sendable static func forPushes(_ call: ConsoleCall) throws -> CallAnswer {
    let states = PushRecord.State.allCases.map(\.rawValue)
    let state = try call.filter(states: states).state.flatMap { PushRecord.State(rawValue: $0) }
    return .wait(try wait(call, .pushes(state ?? .acknowledged), states: states))
  }

  /// How long a call may wait.
  static func timeout(_ text: String, _ field: String, status: Int) throws -> TimeSpan {
    guard let span = TimeSpan(text), span <= mostTime else {
      throw Problem(
        status, "\(field): \(text) is not a length of time such as 500ms or 5s, of 10m at most")
    }
    return span
  }

  private static func wait(
    _ call: ConsoleCall, _ subject: Search.Subject, states: [String]
  ) throws -> Wait {
    var filter = try call.filter(states: states)
    filter.state = nil
    var count = 1
    if let text = call.query["count"] {
      guard let number = Int(text), counts.contains(number) else {
        throw Problem(
          400, "count: \(text) is not a whole number from 1 to \(counts.upperBound)")
      }
      count = number
    }
    let time = try call.query["timeout"].map { try timeout($0, "timeout", status: 400) }
    return Wait(
      search: Search(subject: subject, match: FilterMatch(filter)), goal: Goal(least: count),
      timeout: time ?? standardTimeout, limit: try call.window().limit, failure: 408)
  }
}

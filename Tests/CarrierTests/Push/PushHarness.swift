@testable import Carrier

/// A gateway whose accounts push: in `many`, up to three items a push, or in `one`. What is due is
/// taken by a test instead of a server.
final class PushHarness {
  let gateway: Gateway
  var now = Instant(milliseconds: 1_491_932_301_000)
  private var requests: Int64

  static let styles = [PushStyle(name: "many", mostItems: 3), PushStyle(name: "one", mostItems: 1)]
  static let to = "push: {report: \"http://127.0.0.1:9/r\", mo: \"http://127.0.0.1:9/m\"}"
  static let vocabulary = ScenarioVocabulary(
    dialects: [DialectVocabulary("many"), DialectVocabulary("one")], wireSwitches: [],
    pushStyles: ["many", "one"])
  static let toOne = "push: {report: \"http://127.0.0.1:9/x\", mo: \"http://127.0.0.1:9/x\"}"

  /// - Parameters:
  ///   - accounts: a line of settings each, by name; password `p`.
  ///   - reactions: to the numbers that a glob fits.
  init(
    _ location: StoreLocation = .memory, accounts: [String: String] = ["a": to],
    top: String = "report: {stat: DELIVRD, after: 0s}", reactions: [String: Reaction] = [:],
    maxMessages: Int = 100_000
  ) throws {
    let lines = accounts.sorted { $0.key < $1.key }
      .map { "  - {account: \($0.key), password: p, \($0.value)}" }
    let yaml = """
      name: pushes
      \(top)
      accounts:
      \(lines.joined(separator: "\n"))
      """
    let reading = ScenarioReader.read(
      Array(yaml.utf8), file: "pushes.yaml", vocabulary: Self.vocabulary)
    guard var scenario = reading.scenario else { throw StoreError("\(reading.problems)") }
    scenario.rules = reactions.sorted { $0.key < $1.key }.map { mobiles, reaction in
      var rule = Rule(name: mobiles, line: 1)
      rule.criteria.mobiles = [Glob(mobiles)]
      rule.reactions = [reaction]
      return rule
    }
    gateway = try Gateway(
      scenarios: [scenario], location: location, durability: .normal, maxMessages: maxMessages,
      vocabulary: Self.vocabulary, now: now)
    requests = gateway.newestRequest
  }

  /// Numbers are given by their last digits.
  @discardableResult
  func send(
    _ mobiles: Int..., from account: String = "a", in dialect: String = "many"
  ) throws -> [MessageID] {
    let numbers = mobiles.map { String(13_800_000_000 + $0) }
    let draft = Draft(parts: [.init(content: "hello", mobiles: numbers)], extno: "106")
    guard case .submitted(let receipt) = try perform(.submit(draft), account, dialect) else {
      throw StoreError("not submitted")
    }
    return receipt.numbers.map(\.id)
  }

  func reply(_ content: String, after: TimeSpan = .zero, to account: String = "a") throws {
    let mobile = "13800000000"
    guard let number = MobileNumber(mobile),
      try gateway.addReply(
        to: account, from: number, as: mobile, extno: nil, content: content, after: after, now: now)
        != nil
    else { throw StoreError("no reply") }
  }

  /// The last digits of the reports that a pull hands out.
  func pull(from account: String = "a") throws -> [Int] {
    guard
      case .reports(let reports, _) = try perform(
        .takeReports(ReportPull(limit: 1000)), account, "many")
    else { throw StoreError("no reports") }
    return reports.map { Self.digits($0.mobile) }
  }

  /// The texts of the replies that a pull hands out.
  func pullReplies() throws -> [String] {
    guard case .replies(let replies, _) = try perform(.takeReplies(limit: 1000), "a", "many") else {
      throw StoreError("no replies")
    }
    return replies.map(\.content)
  }

  /// Changes account `a`, as the control API does.
  func change(_ settings: String) throws {
    guard
      case .changed = try gateway.changeAccount("a", by: Array(settings.utf8), now: now)
    else { throw StoreError("not changed") }
  }

  func pushAgain(_ id: Int64, in scenario: String? = nil) throws -> PushAgain {
    try gateway.pushAgain(id, in: scenario, now: now)
  }

  /// Ends the turn and takes what is due.
  func take() throws -> [DuePush] {
    try gateway.commit()
    return try gateway.takeDuePushes(in: Self.styles, now: now).made
  }

  /// The same where it is one push.
  func takeOne() throws -> DuePush {
    let due = try take()
    guard due.count == 1 else { throw StoreError("\(due.count) pushes are due") }
    return due[0]
  }

  func end(_ push: DuePush, acknowledged: Bool = true, requestsDone: Int = 0) throws {
    try gateway.settlePush(
      push.id,
      PushAttempt(
        isAcknowledged: acknowledged, status: acknowledged ? 200 : 500, answer: Array("hm".utf8),
        milliseconds: 7, requestsDone: requestsDone),
      now: now)
  }

  /// Pushes all that is due, and what that makes due; what each push brought.
  func pushAll() throws -> [String] {
    var pushed: [String] = []
    while true {
      let due = try take()
      if due.isEmpty { return pushed }
      for push in due {
        pushed.append(Self.text(push))
        try end(push)
      }
    }
  }

  /// What it brings: last digits of reports, texts of replies.
  static func text(_ push: DuePush) -> String {
    push.items.map { item in
      switch item {
      case .report(let report): String(digits(report.mobile))
      case .reply(let reply): reply.content
      }
    }.joined(separator: " ")
  }

  private static func digits(_ mobile: String) -> Int {
    Int(mobile.suffix(8)) ?? -1
  }

  private func perform(
    _ kind: Operation.Kind, _ account: String, _ dialect: String
  ) throws -> Outcome {
    requests += 1
    let policy = DialectPolicy(
      name: dialect, maxRecipients: .fixed(500), maxLength: .fixed(500), extno: .accessCode,
      pushes: true, placements: [:])
    let decision = try gateway.perform(
      Operation(
        .send, policy: policy, credentials: Credentials(account: account, password: "p"),
        kind: kind),
      by: Caller(address: CallerAddress(v4: 0x7F00_0001), connection: 1, request: requests),
      now: now)
    guard let verdict = decision.verdict else { throw StoreError("not carried out") }
    return verdict.outcome
  }
}

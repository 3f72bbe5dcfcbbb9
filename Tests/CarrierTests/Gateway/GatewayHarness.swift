@testable import Carrier

/// A gateway with one account `a` (password `p`) and a dialect of the tests' own.
final class GatewayHarness {
  let gateway: Gateway
  var now = Instant(milliseconds: 1_491_932_301_000)
  private var requests: Int64

  /// Every rule bites somewhere else.
  static let policy = DialectPolicy(
    name: "test", maxRecipients: .fixed(500), maxLength: .fixed(500), extno: .accessCode,
    placements: [
      .badMobile: .number, .insufficientBalance: .number, .blacklisted: .report(stat: "BLACK"),
      .tooFrequent: .report(stat: "OFTEN"), .noRoute: .request,
      .tooFast: .request,
    ])

  static let vocabulary = ScenarioVocabulary(
    dialects: [DialectVocabulary("test")], wireSwitches: [], pushStyles: [])

  init(
    _ location: StoreLocation = .memory, settings: String = "", top: String = "",
    maxMessages: Int = 100_000, name: String = "harness", rules: [Rule] = []
  ) throws {
    let yaml = """
      name: \(name)
      \(top)
      accounts:
        - {account: a, password: p\(settings)}
      """
    let reading = ScenarioReader.read(
      Array(yaml.utf8), file: "harness.yaml",
      vocabulary: Self.vocabulary)
    guard var scenario = reading.scenario else { throw StoreError("\(reading.problems)") }
    scenario.rules = rules
    gateway = try Gateway(
      scenarios: [scenario], location: location, durability: .normal, maxMessages: maxMessages,
      vocabulary: Self.vocabulary, now: now)
    requests = gateway.newestRequest
  }

  func perform(
    _ kind: Operation.Kind, as name: Operation.Name = .send, password: String = "p"
  ) throws -> Outcome {
    guard let verdict = try decide(kind, as: name, password: password).verdict else {
      throw StoreError("not carried out")
    }
    return verdict.outcome
  }

  func decide(
    _ kind: Operation.Kind, as name: Operation.Name = .send, password: String = "p"
  ) throws -> Decision {
    requests += 1
    return try gateway.perform(
      Operation(
        name, policy: Self.policy, credentials: Credentials(account: "a", password: password),
        kind: kind),
      by: Caller(address: CallerAddress(v4: 0x7F00_0001), connection: 1, request: requests),
      now: now)
  }

  func send(_ content: String = "hello", to mobiles: [String]) throws -> Receipt {
    let draft = Draft(parts: [.init(content: content, mobiles: mobiles)], extno: nil)
    guard case .submitted(let receipt) = try perform(.submit(draft)) else {
      throw StoreError("not submitted")
    }
    return receipt
  }

  func reports(limit: Int = 1000) throws -> [DeliveryReport] {
    guard case .reports(let reports, _) = try perform(.takeReports(ReportPull(limit: limit))) else {
      throw StoreError("no reports")
    }
    return reports
  }

  func balance() throws -> Int64 {
    guard case .balance(let statement) = try perform(.balance) else {
      throw StoreError("no balance")
    }
    return statement.balance
  }
}

import Carrier
import Dialects
import HTTP
import Server

@testable import Console

/// A gateway with a desk for waits, without sockets: a test ends its turns.
final class Mock {
  let gateway: Gateway
  let desk: WaitDesk
  let now = Instant(milliseconds: 1_491_932_301_000)
  private var requests: Int64 = 0
  private var tickets: UInt64 = 0

  static let scenario = """
    name: mock
    clock: {start: "2017-04-12 01:38:21", run: false}
    defaults: {password: "123456"}
    accounts: [{account: a}, {account: b}]
    """

  init(_ yaml: String = scenario) throws {
    gateway = try Gateway(
      scenarios: [LiveServer.scenario(yaml)], location: .memory, durability: .normal,
      maxMessages: 100_000, vocabulary: BuiltInScenario.vocabulary, now: now)
    desk = WaitDesk(gateway: gateway)
  }

  func perform(_ query: String) throws {
    requests += 1
    let target = RequestTarget(Bytes("/sms?password=123456&rt=json&\(query)"))
    let call = DialectCatalog.all.parse(HTTPRequest(method: "GET", target: target))
    let caller = Caller(
      address: CallerAddress(v4: 0x7F00_0001), connection: 1, request: requests)
    _ = try gateway.perform(call.operation, by: caller, now: now)
  }

  func send(_ content: String = "hello", to mobiles: String, account: String = "a") throws {
    try perform("action=send&account=\(account)&mobile=\(mobiles)&content=\(content)")
  }

  /// Ends the turn; the numbers of the waits that it has answered.
  @discardableResult
  func endTurn() throws -> [UInt64] {
    try gateway.commit()
    return desk.note(gateway.takeHappenings(), now: now).map(\.0.number)
  }

  /// The wait's number, or nil if it is answered at once.
  @discardableResult
  func wait(
    _ subject: Search.Subject = .messages, _ goal: Goal = Goal(least: 1),
    _ narrow: (inout ListFilter) -> Void = { _ in }
  ) throws -> UInt64? {
    var filter = ListFilter()
    narrow(&filter)
    let wait = Wait(
      search: Search(subject: subject, match: FilterMatch(filter)), goal: goal,
      timeout: .seconds(5), limit: 50, failure: 408)
    let admission = try desk.admit(
      wait,
      as: {
        tickets += 1
        return ConsoleTicket(number: tickets)
      }, now: now)
    switch admission {
    case .answered: return nil
    case .waits(let ticket): return ticket.number
    }
  }
}

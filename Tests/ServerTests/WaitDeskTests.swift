import Carrier
import Testing

@testable import Console

@Suite struct WaitDeskTests {
  @Test func anEventIsAMatterOfThoseItConcernsAlone() throws {
    let mock = try Mock()
    for number in 0..<1000 {
      try mock.wait { $0.mobile = "\(13_800_138_000 + number)" }
    }
    for number in 0..<1000 { try mock.wait { $0.account = "nobody\(number)" } }
    try mock.send(to: "13800138500")
    #expect(try mock.endTurn() == [501])
    #expect(mock.desk.looks == 1)
    try mock.send(to: "13700000000")
    try mock.perform("action=overage&account=a")
    #expect(try mock.endTurn().isEmpty)
    #expect(mock.desk.looks == 1)
    #expect(mock.desk.count == 1999)
  }

  @Test func waitsAreWokenByNumberAccountAndAnything() throws {
    let mock = try Mock()
    let byNumber = try mock.wait { $0.mobile = "+8613800138000" }
    let byAccount = try mock.wait { $0.account = "a" }
    let byGlob = try mock.wait { $0.mobile = "1380*" }
    let byNothing = try mock.wait()
    let byContent = try mock.wait { ($0.account, $0.content) = ("a", "code") }
    let byOther = try mock.wait { $0.account = "b" }
    try mock.send("hello", to: "13800138000")
    #expect(try mock.endTurn() == [byNumber, byAccount, byGlob, byNothing])
    try mock.send("your%20code", to: "13800138000")
    #expect(try mock.endTurn() == [byContent])
    try mock.send(to: "13900139000", account: "b")
    #expect(try mock.endTurn() == [byOther])
    #expect(mock.desk.count == 0)
  }

  @Test func messagesAreCountedOnceThoughTheTurnThatBroughtThemIsNotOver() throws {
    let mock = try Mock()
    try mock.send(to: "13800138000")
    let wait = try mock.wait(.messages, Goal(least: 3))
    try mock.send(to: "13800138001")
    #expect(try mock.endTurn().isEmpty)
    try mock.send(to: "13800138002")
    #expect(try mock.endTurn() == [wait])
  }

  @Test func aTurnThatIsNotStoredCountsForNothing() throws {
    let mock = try Mock()
    try mock.send(to: "13800138000")
    let wait = try mock.wait(.messages, Goal(least: 2))
    mock.gateway.abandonTurn()
    mock.desk.turnFailed()
    try mock.send(to: "13800138001")
    #expect(try mock.endTurn().isEmpty)
    try mock.send(to: "13800138002")
    #expect(try mock.endTurn() == [wait])
  }

  @Test func aResetTakesBackWhatWasThere() throws {
    let mock = try Mock()
    try mock.send(to: "13800138000")
    try mock.endTurn()
    let wait = try mock.wait(.messages, Goal(least: 2))
    try mock.gateway.reset(nil, now: mock.now)
    try mock.send(to: "13800138001")
    #expect(try mock.endTurn().isEmpty)
    try mock.send(to: "13800138002")
    #expect(try mock.endTurn() == [wait])
  }

  @Test func whatIsThereAnswersAtOnce() throws {
    let mock = try Mock()
    try mock.send(to: "13800138000,13800138001")
    try mock.endTurn()
    #expect(try mock.wait(.messages, Goal(least: 2)) == nil)
    #expect(try mock.wait { $0.since = 1 } == nil)
    #expect(try mock.wait { $0.since = 2 } != nil)
    #expect(mock.desk.count == 1)
  }

  @Test func reportsAreWaitedForUntilTheyAreTaken() throws {
    let mock = try Mock()
    func advance() throws {
      _ = try mock.gateway.moveClocks(
        of: nil, [.advance(TimeSpan(milliseconds: 500))], now: mock.now)
    }
    try mock.send("first", to: "13800138000")
    try advance()
    try mock.send("first", to: "13800138001")
    try mock.endTurn()
    let any = try mock.wait(.takenReports)
    let both = try mock.wait(.takenReports, Goal(least: 2)) { $0.account = "a" }
    let byContent = try mock.wait(.takenReports, Goal(least: 2)) {
      ($0.content, $0.mobile) = ("first", "1380*")
    }
    try mock.wait(.takenReports) { $0.content = "second" }
    try mock.perform("action=report&account=a")
    #expect(try mock.endTurn().isEmpty)
    try advance()
    #expect(try mock.endTurn().isEmpty)
    try mock.perform("action=report&account=a")
    #expect(try mock.endTurn() == [any])
    try advance()
    try mock.perform("action=report&account=a")
    #expect(try mock.endTurn() == [both, byContent])
    #expect(mock.desk.count == 1)
  }

  /// Whatever the filter, what happens is counted as the store counts it.
  @Test func theStoreAndWhatHappensAgree() throws {
    let mobiles = [
      "13800138000", "8613800138000", "+8613800138000", "008613800138000", "13800138001",
      "13912345678", "1380013", "x%5B13800138000", "99913800138000",
    ]
    let contents = ["hello", "%E9%AA%8C%E8%AF%81%E7%A0%811234", "100%25*", "a?b"]
    let mobileFilters: [String?] = [
      nil, "13800138000", "+8613800138000", "1380013", "138*", "*8000", "1380013800?", "86*",
      "x[*", "[1]*", "*", "99913800138000", "nothing",
    ]
    let contentFilters: [String?] = [nil, "hello", "验证码", "*", "?", "HELLO", "1234"]
    let mock = try Mock()
    var noted: [SubmissionNote] = []
    for content in contents {
      for account in ["a", "b"] {
        try mock.send(content, to: mobiles.joined(separator: ","), account: account)
      }
    }
    try mock.gateway.commit()
    for case .submitted(let note) in mock.gateway.takeHappenings() { noted.append(note) }
    #expect(noted.count == 8)
    var total = 0
    for mobile in mobileFilters {
      for content in contentFilters {
        for since in [nil, 20 as Int64?] {
          for dialect in [nil, "smgw", "aspx"] {
            var filter = ListFilter()
            (filter.mobile, filter.content) = (mobile, content)
            (filter.since, filter.dialect) = (since, dialect)
            filter.account = since == nil ? nil : "a"
            let window = ListWindow(limit: 1000)
            let listed = try mock.gateway.messages(filter, window, now: mock.now)
            let match = FilterMatch(filter)
            let counted = noted.reduce(0) { $0 + match.count(in: $1) }
            #expect(counted == listed.total, "\(filter)")
            #expect(listed.items.allSatisfy { match.differences(from: $0).isEmpty }, "\(filter)")
            total += counted
          }
        }
      }
    }
    #expect(total > 500)
  }
}

import Testing

@testable import Carrier

@Suite struct AccountPartsTests {
  @Test(arguments: [
    ("【朗宇信息】您好", ["朗宇信息"]), ("您好【朗宇信息】", ["朗宇信息"]), ("您【朗宇】好", []),
    ("【】您好", []), ("【甲】您好【乙】", ["甲", "乙"]), ("【甲", []), ("甲】", []), ("", []),
    ("【甲】", ["甲", "甲"]),
  ])
  func signatures(_ content: String, _ expected: [String]) {
    #expect(Signature.all(in: content) == expected)
  }

  @Test(arguments: [
    ("TD", true), ("td", true), (" T ", true), ("退订", true), ("退订\n", true), ("TDD", false),
    ("退订了", false), ("", false),
  ])
  func unsubscribes(_ content: String, _ expected: Bool) {
    #expect(Unsubscription.isAsked(by: content) == expected)
  }

  @Test(arguments: [("发票", "代开发票", true), ("a", "", false), ("e", "é", false), ("ab", "aab", true)])
  func findsBytes(_ needle: String, _ text: String, _ expected: Bool) {
    #expect(ByteSearch.occurs(needle, in: text) == expected)
  }

  @Test(arguments: ["", "a", "内容", "a😀b", "é", "e\u{301}", "\u{FFFF}\u{10000}", "a\0b"])
  func countsCharacters(_ text: String) {
    #expect(Submission.characters(in: text) == text.utf16.count)
  }

  @Test(arguments: [(0, 1), (1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (500, 8)])
  func countsSegments(_ characters: Int, _ segments: Int) {
    #expect(Submission.segments(of: characters) == segments)
  }

  @Test func frequencySlidesWithTheClock() {
    var limit = FrequencyLimit(.init(count: 2, window: .seconds(10)))
    let number = MobileNumber(value: 13_800_138_000)
    func admit(at seconds: Int64) -> Bool {
      limit.admit(number, at: Instant(milliseconds: seconds * 1000))
    }
    #expect(admit(at: 0))
    #expect(admit(at: 9))
    #expect(!admit(at: 9))
    // The two newest sends, held back or not, are at 9.
    #expect(!admit(at: 18))
    #expect(admit(at: 28))
    let other = limit.admit(MobileNumber(value: 13_900_000_000), at: Instant(milliseconds: 0))
    #expect(other)
  }

  @Test func frequencyForgetsWhatIsToComeAsTheClockWasSetBack() {
    var limit = FrequencyLimit(.init(count: 2, window: .seconds(10)))
    let number = MobileNumber(value: 13_800_138_000)
    func admit(at seconds: Int64) -> Bool {
      limit.admit(number, at: Instant(milliseconds: seconds * 1000))
    }
    #expect(admit(at: 100))
    #expect(admit(at: 105))
    #expect(admit(at: 101))
    // Those at 100 and 101.
    #expect(!admit(at: 101))
    #expect(admit(at: 0))
  }

  @Test func frequencyForgetsWhatHasPassed() {
    var limit = FrequencyLimit(.init(count: 1, window: .seconds(1)))
    for index in 0..<5000 {
      let number = MobileNumber(value: 13_000_000_000 + UInt64(index))
      let isAllowed = limit.admit(number, at: Instant(milliseconds: Int64(index) * 10))
      #expect(isAllowed)
    }
    #expect(limit.rememberedNumbers <= 1200)
  }

  @Test func connectionsAreCountedByTheAccountTheyLastSpokeFor() {
    var ledger = ConnectionLedger()
    ledger.note(1, of: 10)
    ledger.note(1, of: 10)
    ledger.note(2, of: 10)
    #expect(ledger.count(of: 10) == 2)
    ledger.note(2, of: 11)
    #expect((ledger.count(of: 10), ledger.count(of: 11)) == (1, 1))
    ledger.forget(1)
    ledger.forget(1)
    ledger.forget(99)
    #expect(ledger.count(of: 10) == 0)
  }
}

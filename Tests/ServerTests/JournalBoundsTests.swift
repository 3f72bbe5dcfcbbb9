import HTTP
import Testing

@testable import Carrier
@testable import Console

/// What the journal keeps, and what goes.
@Suite struct JournalBoundsTests {
  private func journal(_ limits: Journal.Limits, newest: Int64 = 0) -> Journal {
    Journal(limits: limits, newestRequest: newest) { _, _ in nil }
  }

  private func add(_ number: Int64, bytes: Int = 0, to journal: Journal) {
    let policy = DialectPolicy(
      name: "test", maxRecipients: .none, maxLength: .none, extno: .digits, placements: [:])
    journal.add(
      Journal.Arrival(number: number, received: Instant(milliseconds: 0), started: 7),
      Operation(
        .send, policy: policy, credentials: Credentials(account: "a", password: "p"),
        kind: .balance), charset: .utf8,
      Decision(
        verdict: nil, behaviour: .plain, setting: nil,
        time: LocalTime(utc: Instant(milliseconds: 0)), trace: DecisionTrace()),
      rows: (0, 0), .whole,
      HTTPRequest(
        method: "POST", target: RequestTarget("/"), body: Bytes(repeating: 65, count: bytes)),
      answer: nil)
  }

  private func kept(_ journal: Journal) -> [Int64] {
    var numbers: [Int64] = []
    journal.forEach(before: nil) { record in
      numbers.append(record.number)
      return true
    }
    return numbers
  }

  @Test func theOldestGoFirst() {
    let journal = journal(.init(count: 3), newest: 40)
    for number in Int64(41)...45 { add(number, to: journal) }
    #expect(kept(journal) == [45, 44, 43])
    guard case .gone = journal.record(42), case .gone = journal.record(40),
      case .gone = journal.record(1)
    else {
      Issue.record("they have not gone")
      return
    }
    guard case .missing = journal.record(46), case .missing = journal.record(0) else {
      Issue.record("they were there")
      return
    }
    guard case .found(let record) = journal.record(43) else {
      Issue.record("43 is not there")
      return
    }
    #expect(record.head.number == 43)
  }

  @Test func bytesAreBoundedAndTheNewestStays() {
    let journal = journal(.init(count: 100, bytes: 10_000))
    for number in Int64(1)...10 { add(number, bytes: 1000, to: journal) }
    #expect(kept(journal) == [10, 9, 8, 7, 6, 5])
    add(11, bytes: 20_000, to: journal)
    #expect(kept(journal) == [11])
    add(12, to: journal)
    #expect(kept(journal) == [12])
  }

  @Test func fatesAreNotedOfWhatIsKept() {
    let journal = journal(.init(count: 2))
    for number in Int64(1)...3 { add(number, to: journal) }
    journal.noteLeft(1, at: 9)
    journal.noteLeft(2, at: 9)
    journal.note(.abandoned, of: 3)
    journal.note(.failed, of: 4)
    guard case .found(let second) = journal.record(2), case .found(let third) = journal.record(3)
    else {
      Issue.record("they are not there")
      return
    }
    #expect(second.head.fate == .left(after: 2))
    #expect(third.head.fate == .abandoned)
  }

  @Test func onlyPrintableUTF8IsShownAsText() {
    #expect(RawMessage.text(of: Bytes("a\r\n你")) == "a\r\n你")
    #expect(RawMessage.text(of: [0xC4, 0xE3]) == nil)
    #expect(RawMessage.text(of: [65, 0]) == nil)
  }
}

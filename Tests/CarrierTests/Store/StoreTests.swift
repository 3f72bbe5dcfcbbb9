import Foundation
import GRDB
import Testing

@testable import Carrier

@Suite struct StoreTests {
  @Test func aFileGoesOnWhereItStood() throws {
    let file = try TemporaryFile()
    let first = try GatewayHarness(.file(file.path))
    let sent = try first.send(to: ["13800138000", "13800138001"]).numbers.map(\.id)
    try first.gateway.commit()
    try first.gateway.close()

    let second = try GatewayHarness(.file(file.path))
    #expect(second.gateway.startNotes.isEmpty)
    #expect(try second.balance() == 99_998)
    let more = try second.send(to: ["13800138000"]).numbers.map(\.id)
    #expect(Set(sent).isDisjoint(with: more))
    second.now = second.now + .seconds(1)
    #expect(try second.reports().map(\.id) == sent + more)
    try second.gateway.commit()
    try second.gateway.close()

    let third = try GatewayHarness(.file(file.path))
    third.now = third.now + .seconds(10)
    #expect(try third.reports().isEmpty)
    #expect(third.gateway.newestRequest == 4)
    try third.gateway.close()
  }

  @Test func whatWasNotCommittedIsNotThere() throws {
    let file = try TemporaryFile()
    let first = try GatewayHarness(.file(file.path))
    _ = try first.send(to: ["13800138000"])
    try first.gateway.close()
    let second = try GatewayHarness(.file(file.path))
    #expect(try second.balance() == 100_000)
    #expect(second.gateway.store.messageCount == 0)
    try second.gateway.close()
  }

  @Test func aChangedScenarioReplacesItsWorldAndSaysSo() throws {
    let file = try TemporaryFile()
    let first = try GatewayHarness(.file(file.path))
    _ = try first.send(to: ["13800138000"])
    try first.gateway.commit()
    try first.gateway.close()
    let second = try GatewayHarness(.file(file.path), settings: ", balance: 7")
    #expect(second.gateway.startNotes.count == 1)
    #expect(second.gateway.startNotes.first?.contains("harness has changed") == true)
    #expect(try second.balance() == 7)
    #expect(second.gateway.store.messageCount == 0)
    try second.gateway.close()
  }

  @Test func unsubscriptionsAndFrequenciesSurvive() throws {
    let file = try TemporaryFile()
    let settings = ", per_mobile: 1/1h"
    let number = try #require(MobileNumber("13800138000"))
    let first = try GatewayHarness(.file(file.path), settings: settings)
    _ = try first.send(to: ["13800138000"])
    _ = try first.gateway.addReply(
      to: "a", from: number, as: "13800138000", extno: nil, content: "退订", after: .zero,
      now: first.now)
    try first.gateway.commit()
    try first.gateway.close()
    let second = try GatewayHarness(.file(file.path), settings: settings)
    #expect(second.gateway.directory["a"]?.isUnsubscribed(number, at: second.now) == true)
    _ = try second.send(to: ["13800138000"])
    second.now = second.now + .seconds(1)
    #expect(try second.reports().map(\.stat) == ["DELIVRD", "OFTEN"])
    try second.gateway.close()
  }

  /// A disk that fills in the middle of a turn: SQLite rolls back by itself.
  @Test func aTurnThatFailsLeavesNothingBehindAndTheNextOneWorks() throws {
    let file = try TemporaryFile()
    let harness = try GatewayHarness(.file(file.path))
    let kept = try harness.send(to: ["13800138000"]).numbers.map(\.id)
    try harness.gateway.commit()
    let store = harness.gateway.store
    try store.read { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 1)")
    }
    let many = (0..<400).map { "1380013\(1000 + $0)" }
    #expect(throws: StoreError.self) {
      for _ in 0..<20 { _ = try harness.send(to: many) }
      try harness.gateway.commit()
    }
    harness.gateway.abandonTurn()
    #expect(harness.gateway.isFailing)
    try store.read { try $0.execute(sql: "PRAGMA max_page_count = 100000") }

    #expect(try harness.balance() == 99_999)
    let next = try harness.send(to: ["13800138001"]).numbers.map(\.id)
    try harness.gateway.commit()
    #expect(!harness.gateway.isFailing)
    harness.now = harness.now + .seconds(1)
    #expect(try harness.reports().map(\.id) == kept + next)
    try harness.gateway.close()
  }

  /// Rows are handed over before they are inserted: whoever meets the failure then may not be the one
  /// whose rows they were.
  @Test(arguments: [3, 4, 16, 21])
  func aTurnWhoseRowsAreLostIsNotStoredWhoeverMetTheFailure(sends: Int) throws {
    let file = try TemporaryFile()
    let harness = try GatewayHarness(.file(file.path))
    let store = harness.gateway.store
    try store.read { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    for _ in 0..<sends {
      _ = try? harness.send(String(repeating: "长", count: 500), to: ["13800138000"])
    }
    _ = try? store.read { try $0.tableExists("message") }
    #expect(throws: StoreError.self) { try harness.gateway.commit() }
    let count = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM message") }
    #expect(count == 0)
    harness.gateway.abandonTurn()
    try store.read { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    #expect(try harness.balance() == 100_000)
    #expect(store.messageCount == 0)
    try harness.gateway.close()
  }

  /// A commit that fails, and then a turn in which nobody asks the carrier for anything.
  @Test func anAbandonedTurnIsNotStoredByTheNext() throws {
    let file = try TemporaryFile()
    let harness = try GatewayHarness(.file(file.path))
    let store = harness.gateway.store
    _ = try harness.send(to: ["13800138000"])
    harness.gateway.abandonTurn()
    try harness.gateway.commit()
    #expect(harness.gateway.isFailing)
    #expect(try harness.balance() == 100_000)
    #expect(store.messageCount == 0)
    try harness.gateway.commit()
    try harness.gateway.close()
    let next = try GatewayHarness(.file(file.path))
    #expect(try next.balance() == 100_000)
    try next.gateway.close()
  }

  /// Only a page that was really written shows that the store works again.
  @Test func aStoreThatFailsIsNotTakenForWellUntilItTakesAWrite() throws {
    let file = try TemporaryFile()
    let harness = try GatewayHarness(.file(file.path))
    harness.gateway.abandonTurn()
    let before = try version(harness)
    try harness.gateway.touchStore(now: harness.now)
    try harness.gateway.commit()
    #expect(!harness.gateway.isFailing)
    #expect(try version(harness) == before + 1)
    try harness.gateway.touchStore(now: harness.now)
    try harness.gateway.commit()
    #expect(try version(harness) == before + 1)
    try harness.gateway.close()
  }

  private func version(_ harness: GatewayHarness) throws -> Int {
    try harness.gateway.store.read {
      try Int.fetchOne($0, sql: "PRAGMA user_version") ?? -1
    }
  }

  @Test func noLoadOutrunsTheLimit() throws {
    let harness = try GatewayHarness(
      settings: ", balance: 1000000", maxMessages: 100)
    let many = (0..<500).map { "1380013\(1000 + $0)" }
    for _ in 0..<10 {
      for _ in 0..<6 { _ = try harness.send(to: many) }
      try harness.gateway.commit()
      #expect(harness.gateway.store.messageCount <= 3100)
    }
    for _ in 0..<4 {
      _ = try harness.send(to: ["13800138000"])
      try harness.gateway.commit()
    }
    #expect(harness.gateway.store.messageCount <= 101)
  }

  /// A start that was cut short before it had made the tables.
  @Test(arguments: [true, false])
  func aFileWithoutTablesIsMadeWhole(_ hasID: Bool) throws {
    let file = try TemporaryFile()
    let other = try DatabaseQueue(path: file.path)
    try other.inDatabase { db in
      if hasID { try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
      try db.execute(sql: "PRAGMA journal_mode = WAL")
    }
    try other.close()
    let harness = try GatewayHarness(.file(file.path))
    #expect(try harness.balance() == 100_000)
    try harness.gateway.close()
  }

  @Test func aFileMayBeNamedThroughALink() throws {
    let file = try TemporaryFile()
    try GatewayHarness(.file(file.path)).gateway.close()
    try FileManager.default.createSymbolicLink(
      atPath: file.path + ".link", withDestinationPath: file.path)
    try GatewayHarness(.file(file.path + ".link")).gateway.close()
  }

  @Test(arguments: [
    "UPDATE account SET tasks = 9223372036854775807",
    "UPDATE account SET requests = 9223372036854775807",
    "UPDATE scenario SET clock_offset = 9223372036854775807",
    "INSERT INTO unsubscription VALUES (1, -1, 0)",
    "DROP TABLE reply",
    "DROP INDEX message_waiting",
  ])
  func aFileThatWasTamperedWithIsRefusedInOneLine(_ sql: String) throws {
    let file = try TemporaryFile()
    try GatewayHarness(.file(file.path)).gateway.close()
    let other = try DatabaseQueue(path: file.path)
    try other.inDatabase { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: sql)
    }
    try other.close()
    let error = #expect(throws: StoreError.self) { _ = try GatewayHarness(.file(file.path)) }
    #expect(error?.description.contains(file.path) == true)
    #expect(error?.description.contains("\n") == false)
  }

  @Test func aFileThatLacksAProductIsRefused() throws {
    let file = try TemporaryFile()
    let settings = ", products: {\"7\": 5, \"8\": 6}"
    try GatewayHarness(.file(file.path), settings: settings).gateway.close()
    let other = try DatabaseQueue(path: file.path)
    try other.write { try $0.execute(sql: "DELETE FROM product WHERE place = 0") }
    try other.close()
    let error = #expect(throws: StoreError.self) {
      _ = try GatewayHarness(.file(file.path), settings: settings)
    }
    #expect(error?.description.contains("product") == true)
  }

  @Test func aPasswordWithANulIsKeptWhole() throws {
    let file = try TemporaryFile()
    let first = try GatewayHarness(.file(file.path))
    _ = try first.perform(.changePassword(to: "x\0y"))
    try first.gateway.commit()
    try first.gateway.close()
    let second = try GatewayHarness(.file(file.path))
    #expect(second.gateway.directory["a"]?.isPassword("x\0y") == true)
    #expect(second.gateway.directory["a"]?.isPassword("x") == false)
    try second.gateway.close()
  }

  @Test func requestNumbersAreNotGivenTwice() throws {
    let file = try TemporaryFile()
    let first = try GatewayHarness(.file(file.path))
    _ = try first.send(to: ["13800138000"])
    try first.gateway.commit()
    try first.gateway.close()
    let other = try GatewayHarness(.file(file.path), name: "other")
    #expect(other.gateway.newestRequest == 1)
    try other.gateway.close()
  }

  @Test func theOldestGoFirst() throws {
    let harness = try GatewayHarness(
      top: "report: {stat: DELIVRD, after: 0s}", maxMessages: 50)
    var ids: [MessageID] = []
    for index in 0..<120 {
      ids += try harness.send(to: ["1380013\(1000 + index)"]).numbers.map(\.id)
      try harness.gateway.commit()
    }
    #expect(harness.gateway.store.messageCount == 50)
    let submissions = try harness.gateway.store.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM submission")
    }
    #expect(submissions == 50)
    #expect(try harness.reports().map(\.id) == Array(ids.suffix(50)))
  }

  @Test func waitingReportsAreFoundByTheirIndex() throws {
    let harness = try GatewayHarness()
    let plan = try harness.gateway.store.read { db in
      try Row.fetchAll(
        db, sql: "EXPLAIN QUERY PLAN " + HotStatements.takeReportsSQL,
        arguments: [1, 1, 1, 1, 1, 0]
      ).map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.contains("message_waiting (account=? AND media=? AND due") })
    #expect(!plan.contains { $0.contains("TEMP B-TREE") })
  }

  @Test(arguments: [
    ("not a database", Data("hello, this is a text and no database at all".utf8)),
    ("random bytes", Data((0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) })),
  ])
  func whatIsNotOursIsRefusedAndLeftAlone(_ name: String, _ content: Data) throws {
    let file = try TemporaryFile()
    let url = URL(fileURLWithPath: file.path)
    try content.write(to: url)
    #expect(throws: StoreError.self) { _ = try GatewayHarness(.file(file.path)) }
    #expect(try Data(contentsOf: url) == content)
  }

  @Test func aDatabaseOfSomethingElseIsRefused() throws {
    let file = try TemporaryFile()
    let other = try DatabaseQueue(path: file.path)
    try other.write { try $0.execute(sql: "CREATE TABLE message (id INTEGER)") }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: file.path))
    let error = #expect(throws: StoreError.self) { _ = try GatewayHarness(.file(file.path)) }
    #expect(error?.description.contains("something else") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == before)
  }

  @Test func aNewerSchemaIsRefused() throws {
    let file = try TemporaryFile()
    try GatewayHarness(.file(file.path)).gateway.close()
    let other = try DatabaseQueue(path: file.path)
    try other.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')")
    }
    try other.close()
    let error = #expect(throws: StoreError.self) { _ = try GatewayHarness(.file(file.path)) }
    #expect(error?.description.contains("newer") == true)
  }

  @Test func aFileInUseIsRefusedAtOnce() throws {
    let file = try TemporaryFile()
    let first = try GatewayHarness(.file(file.path))
    let error = #expect(throws: StoreError.self) { _ = try GatewayHarness(.file(file.path)) }
    #expect(error?.description.contains("in use") == true)
    try first.gateway.close()
  }

  @Test func twoScenariosMayNotShareAnAccount() throws {
    var scenarios: [Scenario] = []
    for name in ["one", "two"] {
      let yaml = "{name: \(name), accounts: [{account: a, password: p}]}"
      let reading = ScenarioReader.read(
        Array(yaml.utf8), file: name,
        vocabulary: ScenarioVocabulary(dialects: [], wireSwitches: [], pushStyles: []))
      scenarios.append(try #require(reading.scenario))
    }
    let error = #expect(throws: StoreError.self) {
      _ = try Gateway(
        scenarios: scenarios, location: .memory, durability: .normal, maxMessages: 10,
        vocabulary: GatewayHarness.vocabulary, now: Instant(milliseconds: 0))
    }
    #expect(error?.description.contains("account a is in scenario one and in two") == true)
  }
}

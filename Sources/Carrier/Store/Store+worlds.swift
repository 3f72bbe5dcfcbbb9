internal import Foundation
internal import GRDB

extension Store {
  /// The world of this name, if it was made from the very same text.
  func world(named name: String, source: [UInt8]) throws -> StoredWorld? {
    try write { db in
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT * FROM scenario WHERE name = ? AND source = ?",
          arguments: [name, Self.data(source)])
      else { return nil }
      return try Self.world(row, db)
    }
  }

  /// Whether a world of this name is there, from whatever text.
  func hasWorld(named name: String) throws -> Bool {
    try write { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM scenario WHERE name = ?)", arguments: [name])
        ?? false
    }
  }

  /// Makes the world of a scenario, in place of the one of its name, if there is one: with it go
  /// its messages and replies.
  func replaceWorld(with scenario: Scenario, state: WorldState) throws -> StoredWorld {
    let stored = try write { db in
      try Self.removeWorld(named: scenario.name, db)
      try db.execute(
        sql: """
          INSERT INTO scenario (name, source, clock_offset, clock_stopped_at, ids, chance, tasks)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          scenario.name, Self.data(scenario.source), state.clock.offset.milliseconds,
          state.clock.stoppedAt?.milliseconds, Int64(bitPattern: state.ids),
          Int64(bitPattern: state.chance), state.tasks,
        ])
      let id = db.lastInsertedRowID
      for settings in scenario.accounts {
        try db.execute(
          sql: "INSERT INTO account (scenario, name, balance, paid_in) VALUES (?, ?, ?, ?)",
          arguments: [id, settings.account, settings.balance, max(settings.balance, 0)])
      }
      guard
        let row = try Row.fetchOne(db, sql: "SELECT * FROM scenario WHERE id = ?", arguments: [id])
      else { throw StoreError("the scenario \(scenario.name) was not stored") }
      return try Self.world(row, db)
    }
    try countMessages()
    return stored
  }

  /// What moved in this turn.
  func save(_ world: World) throws {
    try write { db in
      let state = world.state
      try db.cachedStatement(
        sql: """
          UPDATE scenario SET clock_offset = ?, clock_stopped_at = ?, ids = ?, chance = ?, tasks = ?
          WHERE id = ?
          """
      ).execute(arguments: [
        state.clock.offset.milliseconds, state.clock.stoppedAt?.milliseconds,
        Int64(bitPattern: state.ids), Int64(bitPattern: state.chance), state.tasks, world.id,
      ])
    }
  }

  func save(_ account: Account) throws {
    try write { db in
      try db.cachedStatement(sql: "UPDATE account SET balance = ?, paid_in = ? WHERE id = ?")
        .execute(arguments: [account.balance, account.paidIn, account.id])
    }
  }

  /// The number of the last request that was stored.
  func lastRequest() throws -> Int64 {
    try write { db in try Int64.fetchOne(db, sql: "SELECT requests FROM server") ?? 0 }
  }

  func save(lastRequest: Int64) throws {
    try write { db in
      try db.cachedStatement(sql: "UPDATE server SET requests = ?")
        .execute(arguments: [lastRequest])
    }
  }

  func saveUnsubscription(of number: MobileNumber, from account: Account, since: Instant) throws {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO unsubscription (account, number, since) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET since = min(since, excluded.since)
          """,
        arguments: [account.id, Int64(number.value), since.milliseconds])
    }
  }

  /// Bytes as SQLite takes them for a BLOB.
  static func data(_ bytes: [UInt8]) -> Data {
    Data(bytes)
  }

  private static func removeWorld(named name: String, _ db: Database) throws {
    let accounts =
      "(SELECT id FROM account WHERE scenario = (SELECT id FROM scenario WHERE name = ?))"
    for table in ["message", "submission", "reply"] {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE account IN \(accounts)", arguments: [name])
    }
    try db.execute(sql: "DELETE FROM scenario WHERE name = ?", arguments: [name])
  }

  private static func world(_ row: Row, _ db: Database) throws -> StoredWorld {
    let id: Int64 = row["id"]
    let stoppedAt: Int64? = row["clock_stopped_at"]
    let unsubscribed = try Row.fetchAll(
      db,
      sql: """
        SELECT account, number, since FROM unsubscription
        WHERE account IN (SELECT id FROM account WHERE scenario = ?)
        """, arguments: [id])
    var numbers: [Int64: [MobileNumber: Instant]] = [:]
    for row in unsubscribed {
      let number = MobileNumber(value: UInt64(row["number"] as Int64))
      numbers[row["account"], default: [:]][number] = Instant(milliseconds: row["since"])
    }
    let accounts = try Row.fetchAll(
      db, sql: "SELECT * FROM account WHERE scenario = ? ORDER BY id", arguments: [id])
    return StoredWorld(
      id: id,
      state: WorldState(
        clock: ScenarioClock(
          offset: TimeSpan(milliseconds: row["clock_offset"]),
          stoppedAt: stoppedAt.map { Instant(milliseconds: $0) }),
        ids: UInt64(bitPattern: row["ids"] as Int64),
        chance: UInt64(bitPattern: row["chance"] as Int64), tasks: row["tasks"]),
      accounts: accounts.map { row in
        StoredAccount(
          id: row["id"], name: row["name"], balance: row["balance"], paidIn: row["paid_in"],
          unsubscribed: numbers[row["id"]] ?? [:])
      })
  }
}

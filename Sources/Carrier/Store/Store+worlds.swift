internal import Foundation
internal import GRDB

extension Store {
  /// The world of this name, if it was made from the very same text.
  func world(named name: String, source: [UInt8]) throws -> StoredWorld? {
    try read { db in
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
    try read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM scenario WHERE name = ?)", arguments: [name])
        ?? false
    }
  }

  /// Makes the world of a scenario, in place of the one of its name, if there is one: with it go
  /// its messages and replies.
  func replaceWorld(
    with scenario: Scenario, clock: ScenarioClock, madeBy maker: WorldMaker
  ) throws {
    try write { db in
      try Self.removeWorld(named: scenario.name, db)
      try db.execute(
        sql: """
          INSERT INTO scenario (name, source, clock_offset, clock_stopped_at, made_by)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          scenario.name, Self.data(scenario.source), clock.offset.milliseconds,
          clock.stoppedAt?.milliseconds, maker.rawValue,
        ])
      let id = db.lastInsertedRowID
      for settings in scenario.accounts {
        let state = AccountState(startOf: settings, in: scenario)
        try db.execute(
          sql: """
            INSERT INTO account (
              scenario, name, balance, paid_in, ids, chance, tasks, requests, month, month_messages)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            id, settings.account, state.balance, state.paidIn, Int64(bitPattern: state.ids.state),
            Int64(bitPattern: state.chance.state), state.tasks, state.lastRequest, state.month,
            state.monthMessages,
          ])
        let account = db.lastInsertedRowID
        for (place, balance) in state.products.enumerated() {
          try db.execute(
            sql: "INSERT INTO product (account, place, balance) VALUES (?, ?, ?)",
            arguments: [account, place, balance])
        }
      }
    }
    try countMessages()
  }

  func removeWorld(named name: String) throws {
    try write { try Self.removeWorld(named: name, $0) }
    try countMessages()
  }

  func maker(ofWorld id: Int64) throws -> WorldMaker {
    try read { db in
      let maker = try String.fetchOne(
        db, sql: "SELECT made_by FROM scenario WHERE id = ?", arguments: [id])
      return maker.flatMap(WorldMaker.init) ?? .file
    }
  }

  /// The texts of the worlds that the control API made, by their names.
  func sourcesMadeByAPI() throws -> [(name: String, source: [UInt8])] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT name, source FROM scenario WHERE made_by = 'api' ORDER BY id"
      ).map { ($0["name"], Array($0["source"] as Data)) }
    }
  }

  /// What of an account moved in this turn.
  func save(_ account: Account) throws {
    try hot { statements in
      let state = account.state
      let save = statements.saveAccount
      save.bind(state.balance, at: 1)
      save.bind(state.paidIn, at: 2)
      save.bind(Int64(bitPattern: state.ids.state), at: 3)
      save.bind(Int64(bitPattern: state.chance.state), at: 4)
      save.bind(state.tasks, at: 5)
      save.bind(state.lastRequest, at: 6)
      save.bind(state.password, at: 7)
      save.bind(state.askedAt?.milliseconds, at: 8)
      save.bind(Int64(state.month), at: 9)
      save.bind(Int64(state.monthMessages), at: 10)
      save.bind(account.id, at: 11)
      try save.run()
      for (place, balance) in state.products.enumerated() where account.hasChargedProduct {
        statements.saveProduct.bind(balance, at: 1)
        statements.saveProduct.bind(account.id, at: 2)
        statements.saveProduct.bind(Int64(place), at: 3)
        try statements.saveProduct.run()
      }
    }
  }

  /// How often the rules that were met in this turn have been met.
  func saveTallies(of world: World) throws {
    try write { db in
      let save = try db.cachedStatement(
        sql: """
          INSERT INTO rule (scenario, place, counted, matched) VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET counted = excluded.counted, matched = excluded.matched
          """)
      for place in world.rules.changedPlaces.sorted() {
        let tally = world.rules.tallies[place]
        try save.execute(arguments: [world.id, place, tally.counted, tally.matched])
      }
    }
  }

  /// The number of the newest request that any account of the file remembers.
  func lastRequest() throws -> Int64 {
    try read {
      try Int64.fetchOne($0, sql: "SELECT max(requests) FROM account") ?? 0
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
    try keepNumbering(db)
    let accounts =
      "(SELECT id FROM account WHERE scenario = (SELECT id FROM scenario WHERE name = ?))"
    try db.execute(
      sql: """
        DELETE FROM multimedia
        WHERE submission IN (SELECT id FROM submission WHERE account IN \(accounts))
        """, arguments: [name])
    for table in ["message", "submission", "reply", "push"] {
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
      db,
      sql: """
        SELECT *, CAST(password AS BLOB) AS password_bytes
        FROM account WHERE scenario = ? ORDER BY id
        """, arguments: [id])
    return StoredWorld(
      id: id,
      clock: ScenarioClock(
        offset: TimeSpan(milliseconds: row["clock_offset"]),
        stoppedAt: stoppedAt.map { Instant(milliseconds: $0) }),
      tallies: try tallies(of: id, db),
      accounts: try accounts.map { row in
        StoredAccount(
          id: row["id"], name: row["name"], state: try state(row, db),
          unsubscribed: numbers[row["id"]] ?? [:], overrides: row["overrides"])
      })
  }

  private static func tallies(of world: Int64, _ db: Database) throws -> [Int: RuleTally] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT place, counted, matched FROM rule WHERE scenario = ?", arguments: [world])
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        ($0["place"] as Int, RuleTally(counted: $0["counted"], matched: $0["matched"]))
      })
  }

  private static func state(_ row: Row, _ db: Database) throws -> AccountState {
    let products = try Row.fetchAll(
      db, sql: "SELECT place, balance FROM product WHERE account = ? ORDER BY place",
      arguments: [row["id"] as Int64])
    guard products.map({ $0["place"] as Int }) == Array(products.indices) else {
      throw StoreError("the database lacks a product of account \(row["name"] as String)")
    }
    var state = AccountState(
      balance: row["balance"], paidIn: row["paid_in"], products: products.map { $0["balance"] },
      ids: UInt64(bitPattern: row["ids"] as Int64),
      chance: UInt64(bitPattern: row["chance"] as Int64), tasks: row["tasks"],
      lastRequest: row["requests"])
    // As bytes: read as a text it would end at a NUL.
    state.password = (row["password_bytes"] as Data?).map { String(decoding: $0, as: UTF8.self) }
    state.askedAt = (row["asked_at"] as Int64?).map { Instant(milliseconds: $0) }
    state.month = row["month"]
    state.monthMessages = row["month_messages"]
    return state
  }
}

internal import Foundation
internal import GRDB

/// A push as the store has it.
struct StoredPush {
  struct Attempt {
    var at: Instant
    var milliseconds: Int64
    var status: Int?
    var answer: [UInt8]
    var error: String?
  }

  var id: Int64
  var account: Int64
  var url: String
  var style: String
  var state: PushRecord.State
  var nextAt: Instant?
  var items: [WaitingItem]
  var attempts: [Attempt]
}

extension Store {
  /// The pushes of accounts that fit a filter, the newest first, and how many there are in all.
  func pushes(
    _ filter: PushFilter, of accounts: [Int64], before cursor: Int64?, limit: Int
  ) throws -> (rows: [StoredPush], total: Int) {
    let (ids, total) = try pushIDs(filter, of: accounts, before: cursor, limit: limit)
    return (try storedPushes(ids), total)
  }

  private func pushIDs(
    _ filter: PushFilter, of accounts: [Int64], before cursor: Int64?, limit: Int
  ) throws -> (page: [Int64], total: Int) {
    var query = Self.query(filter, accounts)
    return try read { db in
      var total = 0
      try query.prepare(db, "SELECT count(*) FROM push \(query.whereClause)").forEachRow {
        total = Int($0.int(0))
      }
      if let cursor { query.require("id < \(query.bound(cursor))") }
      let limit = query.bound(Int64(limit))
      var ids: [Int64] = []
      try query.prepare(
        db, "SELECT id FROM push \(query.whereClause) ORDER BY id DESC LIMIT \(limit)"
      ).forEachRow { ids.append($0.int(0)) }
      return (ids, total)
    }
  }

  private func storedPushes(_ ids: [Int64]) throws -> [StoredPush] {
    let heads = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, account, url, style, state, next_at, items FROM push
          WHERE id IN (\(ids.map(String.init).joined(separator: ", "))) ORDER BY id DESC
          """)
    }
    return try heads.map { try storedPush($0) }
  }

  func push(_ id: Int64) throws -> StoredPush? {
    let head = try read {
      try Row.fetchOne(
        $0, sql: "SELECT id, account, url, style, state, next_at, items FROM push WHERE id = ?",
        arguments: [id])
    }
    return try head.map { try storedPush($0) }
  }

  private func storedPush(_ head: Row) throws -> StoredPush {
    let id: Int64 = head["id"]
    guard let state = PushRecord.State(rawValue: head["state"]) else {
      throw StoreError("the database has a push in no known state")
    }
    return StoredPush(
      id: id, account: head["account"], url: head["url"], style: head["style"], state: state,
      nextAt: (head["next_at"] as Int64?).map { Instant(milliseconds: $0) },
      items: try items(PushedRow.rows(of: head["items"] as Data), ofPush: id),
      attempts: try attempts(ofPush: id))
  }

  private func attempts(ofPush push: Int64) throws -> [StoredPush.Attempt] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT at, milliseconds, status, answer, error FROM push_attempt
          WHERE push = ? ORDER BY number
          """, arguments: [push]
      ).map { row in
        StoredPush.Attempt(
          at: Instant(milliseconds: row["at"]), milliseconds: row["milliseconds"],
          status: row["status"], answer: Array(row["answer"] as Data? ?? Data()),
          error: row["error"])
      }
    }
  }

  private static func query(_ filter: PushFilter, _ accounts: [Int64]) -> ListQuery {
    var query = ListQuery()
    query.require("account IN (\(accounts.map(String.init).joined(separator: ", ")))")
    if let style = filter.style { query.require("style = \(query.bound(style))") }
    if let state = filter.state { query.require("state = \(query.bound(state.rawValue))") }
    guard filter.mobile != nil || filter.content != nil else { return query }
    let reports = query.items(
      filter, of: "message", text: "(SELECT content FROM submission WHERE id = i.submission)")
    let replies = query.items(filter, of: "reply", text: "i.content")
    query.require("id IN (\(reports) UNION \(replies))")
    return query
  }
}

extension ListQuery {
  /// The pushes that bring an item of a table that fits.
  fileprivate mutating func items(
    _ filter: PushFilter, of table: String, text: String
  ) -> String {
    var items = ListFilter()
    items.mobile = filter.mobile
    let outer = conditions
    conditions = ["i.push IS NOT NULL"]
    requireMobile(items, "i.mobile")
    if let content = filter.content { require("instr(\(text), \(bound(content)))") }
    defer { conditions = outer }
    return "SELECT i.push FROM \(table) AS i \(whereClause)"
  }
}

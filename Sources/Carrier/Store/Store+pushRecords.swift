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
    let (condition, arguments) = Self.condition(filter, accounts)
    let (heads, total) = try queue.inDatabase { db in
      (
        try Row.fetchAll(
          db,
          sql: """
            SELECT id, account, url, style, state, next_at, items FROM push
            WHERE \(condition) AND id < ? ORDER BY id DESC LIMIT ?
            """, arguments: arguments + [cursor ?? .max, limit]),
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM push WHERE \(condition)", arguments: arguments) ?? 0
      )
    }
    return (try heads.map { try storedPush($0) }, total)
  }

  func push(_ id: Int64) throws -> StoredPush? {
    let head = try queue.inDatabase {
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
    try queue.inDatabase { db in
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

  private static func condition(
    _ filter: PushFilter, _ accounts: [Int64]
  ) -> (sql: String, arguments: StatementArguments) {
    var terms = ["account IN (\(accounts.map(String.init).joined(separator: ", ")))"]
    var arguments: StatementArguments = []
    if let style = filter.style {
      terms.append("style = ?")
      arguments += [style]
    }
    if let state = filter.state {
      terms.append("state = ?")
      arguments += [state.rawValue]
    }
    if filter.mobile != nil || filter.content != nil {
      let pattern = filter.mobile.map(glob) ?? "*"
      let content = filter.content ?? ""
      terms.append(
        """
        id IN (
          SELECT push FROM message WHERE push IS NOT NULL AND mobile GLOB ? AND instr(
            (SELECT content FROM submission WHERE id = message.submission), ?) > 0
          UNION SELECT push FROM reply
          WHERE push IS NOT NULL AND mobile GLOB ? AND instr(content, ?) > 0)
        """)
      arguments += [pattern, content, pattern, content]
    }
    return (terms.joined(separator: " AND "), arguments)
  }

  /// Only `*` has a meaning.
  private static func glob(_ mobile: String) -> String {
    mobile.replacing("[", with: "[[]").replacing("?", with: "[?]")
  }
}

internal import GRDB

extension Store {
  /// Puts a report in the place of a message's own, if that is not due yet or none is to come, else
  /// beside it.
  ///
  /// - Returns: the row that it is now.
  func makeReport(
    ofMessage id: Int64, stat: String, due: Instant, route: Route, now: Instant
  ) throws -> Int64 {
    let isOwn = try write { db in
      try db.execute(
        sql: """
          UPDATE message SET stat = :stat, due = :due, route = :route
          WHERE id = :id AND taken_at IS NULL AND push IS NULL AND (due IS NULL OR due > :now)
          """,
        arguments: [
          "id": id, "stat": stat, "due": due.milliseconds, "route": route.rawValue,
          "now": now.milliseconds,
        ])
      return db.changesCount == 1
    }
    guard !isOwn else { return id }
    let row = nextMessage()
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO message (
            id, submission, account, media, mid, mobile, stat, due, route, copy_of)
          SELECT :row, submission, account, media, mid, mobile, :stat, :due, :route, id
          FROM message WHERE id = :id
          """,
        arguments: [
          "row": row, "id": id, "stat": stat, "due": due.milliseconds, "route": route.rawValue,
        ])
    }
    noteInserted(1)
    return row
  }

  /// The message that a report stands beside, being one more of it; nil: there is no such report.
  func message(ofReport id: Int64) throws -> Int64? {
    try read { db in
      try Int64.fetchOne(
        db, sql: "SELECT copy_of FROM message WHERE id = ? AND copy_of IS NOT NULL",
        arguments: [id])
    }
  }

  func hasMessageRow(_ id: Int64) throws -> Bool {
    try read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM message WHERE id = ?)", arguments: [id]) ?? false
    }
  }

  /// How many worlds have rows here, at work or not.
  func worldCount() throws -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM scenario") ?? 0 }
  }
}

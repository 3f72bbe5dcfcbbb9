internal import GRDB

/// A row whose time has come.
struct FiredRow {
  var kind: FiredEvent.Kind
  var id: Int64
  var at: Instant
  var mobile: String?
  var stat: String?
}

extension Store {
  private typealias Timed = (
    kind: FiredEvent.Kind, columns: String, from: String, time: String, isPushed: Bool
  )

  /// What of an account has a time of its own, whatever the media and the way it takes.
  ///
  /// Each line is a table's partial index; the literals are the index's own, as SQLite would not use
  /// it for others.
  /// A report names its message; `isPushed` is what goes out by a push.
  private static let timed: [Timed] = [
    (
      .report, "coalesce(copy_of, id) AS id, due AS at, mobile, stat",
      "message WHERE account = ?1 AND media = 0 AND taken_at IS NULL AND due IS NOT NULL AND route = 0",
      "due", false
    ),
    (
      .report, "coalesce(copy_of, id) AS id, due AS at, mobile, stat",
      "message WHERE account = ?1 AND media = 1 AND taken_at IS NULL AND due IS NOT NULL AND route = 0",
      "due", false
    ),
    (
      .report, "coalesce(copy_of, id) AS id, due AS at, mobile, stat",
      "message WHERE account = ?1 AND route > 0", "due", true
    ),
    (
      .reply, "id, due AS at, mobile, NULL AS stat",
      "reply WHERE account = ?1 AND taken_at IS NULL AND route = 0", "due", false
    ),
    (
      .reply, "id, due AS at, mobile, NULL AS stat",
      "reply WHERE account = ?1 AND route > 0", "due", true
    ),
    (
      .send, "id, at, NULL AS mobile, NULL AS stat",
      "submission WHERE account = ?1 AND submitted_at IS NOT NULL", "at", false
    ),
    (
      .push, "id, next_at AS at, NULL AS mobile, NULL AS stat",
      "push WHERE account = ?1 AND next_at IS NOT NULL", "next_at", true
    ),
  ]

  /// What fell due in a span of time: the first of each kind, and how many there are in all.
  func fired(
    of account: Int64, after start: Instant, until end: Instant, limit: Int
  ) throws -> (first: [FiredRow], count: Int) {
    try read { db in
      var rows: [FiredRow] = []
      var count = 0
      for timed in Self.timed {
        let span = "\(timed.from) AND \(timed.time) > ?2 AND \(timed.time) <= ?3"
        let arguments: StatementArguments = [account, start.milliseconds, end.milliseconds]
        let found = try Int.fetchOne(
          db, sql: "SELECT count(*) FROM \(span)", arguments: arguments)
        guard let found, found > 0 else { continue }
        count += found
        rows += try Row.fetchAll(
          db,
          sql: """
            SELECT \(timed.columns) FROM \(span) ORDER BY \(timed.time), id LIMIT \(limit)
            """, arguments: arguments
        ).map { row in
          FiredRow(
            kind: timed.kind, id: row["id"], at: Instant(milliseconds: row["at"]),
            mobile: row["mobile"], stat: row["stat"])
        }
      }
      return (rows, count)
    }
  }

  /// The earliest time after this one at which something of the account falls due.
  func nextDue(of account: Int64, after time: Instant) throws -> Instant? {
    try due(of: account, "min", after: time, Self.timed).min()
  }

  /// The same of what goes out by a push.
  func nextPushed(of account: Int64, after time: Instant) throws -> Instant? {
    try due(of: account, "min", after: time, Self.timed.filter(\.isPushed)).min()
  }

  /// The latest time, after this one, at which something of the account falls due.
  func lastDue(of account: Int64, after time: Instant) throws -> Instant? {
    try due(of: account, "max", after: time, Self.timed).max()
  }

  private func due(
    of account: Int64, _ which: String, after time: Instant, _ timed: [Timed]
  ) throws -> [Instant] {
    try read { db in
      try timed.compactMap { timed in
        try Int64.fetchOne(
          db, sql: "SELECT \(which)(\(timed.time)) FROM \(timed.from) AND \(timed.time) > ?2",
          arguments: [account, time.milliseconds])
      }.map { Instant(milliseconds: $0) }
    }
  }

  func saveClock(of world: World) throws {
    try write { db in
      try db.execute(
        sql: "UPDATE scenario SET clock_offset = ?, clock_stopped_at = ? WHERE id = ?",
        arguments: [
          world.clock.offset.milliseconds, world.clock.stoppedAt?.milliseconds, world.id,
        ])
    }
  }
}

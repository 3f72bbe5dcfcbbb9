internal import GRDB

extension Store {
  /// What the queues of ``QueueDepth/Queue`` are in the tables, in that order: each is counted in a
  /// partial index that holds nothing but what waits, and no table is looked at.
  static let queues: [[(from: String, time: String)]] = [
    [0, 1].map { media in
      (
        """
        message INDEXED BY message_waiting
        WHERE account = ?1 AND media = \(media)
          AND taken_at IS NULL AND due IS NOT NULL AND route = 0
        """, "due"
      )
    },
    [
      (
        "reply INDEXED BY reply_waiting WHERE account = ?1 AND taken_at IS NULL AND route = 0",
        "due"
      )
    ],
    [
      ("message INDEXED BY message_to_push WHERE account = ?1 AND route > 0", "due"),
      ("reply INDEXED BY reply_to_push WHERE account = ?1 AND route > 0", "due"),
    ],
    [("push INDEXED BY push_waiting WHERE account = ?1 AND next_at IS NOT NULL", "next_at")],
  ]

  /// How much of an account waits, in the order of ``QueueDepth/Queue``.
  func queueDepths(of account: Int64, at time: Instant) throws -> [QueueDepth] {
    try read { db in
      func count(_ sources: [(from: String, time: String)], _ sign: String) throws -> Int {
        try sources.reduce(0) { sum, source in
          let statement = try db.cachedStatement(
            sql: "SELECT count(*) FROM \(source.from) AND \(source.time) \(sign) ?2")
          let found = try Int.fetchOne(statement, arguments: [account, time.milliseconds])
          return sum + (found ?? 0)
        }
      }
      return try Self.queues.map { sources in
        QueueDepth(pending: try count(sources, ">"), due: try count(sources, "<="))
      }
    }
  }

  /// The size of the database, without its log.
  func byteCount() throws -> Int64 {
    try read { db in
      let pages = try Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      let size = try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0
      return pages * size
    }
  }
}

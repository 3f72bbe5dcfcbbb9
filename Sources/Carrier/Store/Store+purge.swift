internal import GRDB

extension Store {
  /// Lets the oldest messages go where there are more than this, a thousand at a time at most, with
  /// the submissions that have none left.
  ///
  /// Up to a hundredth more are kept, so that this is not every turn's work.
  func purge(keeping limit: Int) throws {
    let slack = min(1000, limit / 100)
    guard messageCount > limit + slack else { return }
    try write { db in
      let excess = min(messageCount - limit, 1000)
      try db.cachedStatement(
        sql: """
          DELETE FROM message
          WHERE id <= (SELECT id FROM message ORDER BY id LIMIT 1 OFFSET ?)
          """
      ).execute(arguments: [excess - 1])
      messageCount -= db.changesCount
      try db.cachedStatement(
        sql: """
          DELETE FROM submission
          WHERE id < (SELECT submission FROM message ORDER BY id LIMIT 1)
          """
      ).execute()
      try db.cachedStatement(
        sql: """
          DELETE FROM multimedia
          WHERE submission < (SELECT submission FROM message ORDER BY id LIMIT 1)
          """
      ).execute()
    }
  }
}

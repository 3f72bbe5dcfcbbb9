internal import GRDB

extension Store {
  /// Lets the oldest messages go where there are more than this, with the submissions that have none
  /// left; and so the oldest replies and pushes. Up to a hundredth more are kept, so that this is not
  /// every turn's work.
  ///
  /// A turn deletes a thousand at most, or twice what it brought: a limit that was lowered is reached
  /// in small steps, and no load outruns it.
  func purge(keeping limit: Int) throws {
    let slack = min(1000, limit / 100)
    if pushedItemCount > limit + slack { try purgePushes(keeping: limit) }
    if replyCount > limit + slack { try purgeReplies(keeping: limit) }
    guard messageCount > limit + slack else { return }
    try write { db in
      let excess = min(messageCount - limit, max(1000, 2 * insertedMessages))
      try db.cachedStatement(
        sql: """
          DELETE FROM message
          WHERE id < (
            SELECT id FROM message
            WHERE copy_of IS NULL AND id > (SELECT id FROM message ORDER BY id LIMIT 1 OFFSET ?)
            ORDER BY id LIMIT 1)
          """
      ).execute(arguments: [excess - 1])
      noteDeleted(db.changesCount)
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

  private func purgeReplies(keeping limit: Int) throws {
    try write { db in
      let excess = min(replyCount - limit, max(1000, 2 * insertedMessages))
      try db.cachedStatement(
        sql: """
          DELETE FROM reply
          WHERE id <= (SELECT id FROM reply ORDER BY id LIMIT 1 OFFSET ?)
          """
      ).execute(arguments: [excess - 1])
      noteReplies(-db.changesCount)
    }
  }

  /// Lets the oldest pushes go that together have brought what is too much, but for those that are to
  /// be tried again; a thousand at most.
  private func purgePushes(keeping limit: Int) throws {
    try write { db in
      let oldest = try Row.fetchAll(
        db,
        sql: """
          SELECT id, length(items) AS size FROM push WHERE next_at IS NULL ORDER BY id LIMIT 1000
          """)
      var last: Int64 = 0
      for row in oldest where pushedItemCount > limit {
        last = row["id"]
        noteForgotten((row["size"] as Int) / PushedRow.byteCount)
      }
      try db.cachedStatement(sql: "DELETE FROM push WHERE id <= ? AND next_at IS NULL")
        .execute(arguments: [last])
    }
  }
}

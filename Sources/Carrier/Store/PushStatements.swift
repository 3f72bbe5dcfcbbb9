internal import GRDB

/// The statements that run once a push or once an item of it.
final class PushStatements {
  let waitingReports: HotStatement
  let waitingReplies: HotStatement
  let submission: HotStatement
  let retry: HotStatement
  let reportOfPush: HotStatement
  let replyOfPush: HotStatement
  /// A run of reports that were inserted one after the other.
  let settleReports: HotStatement
  let settleReply: HotStatement
  let letFollow: HotStatement

  init(_ db: Database) throws {
    waitingReports = try HotStatement(db, sql: Self.waitingReportsSQL)
    waitingReplies = try HotStatement(db, sql: Self.waitingRepliesSQL)
    submission = try HotStatement(
      db, sql: "SELECT task, extno, dialect FROM submission WHERE id = ?")
    retry = try HotStatement(db, sql: Self.retrySQL)
    reportOfPush = try HotStatement(
      db,
      sql: """
        SELECT id, submission, mid, mobile, stat, due, route FROM message
        WHERE id = ?1 AND push = ?2
        """)
    replyOfPush = try HotStatement(
      db,
      sql: """
        SELECT id, mid, mobile, extno, content, due, dialect, parts_done FROM reply
        WHERE id = ?1 AND push = ?2
        """)
    settleReports = try HotStatement(
      db, sql: "UPDATE message SET \(Self.settled), push = ?3 WHERE id BETWEEN ?4 AND ?5")
    settleReply = try HotStatement(
      db, sql: "UPDATE reply SET \(Self.settled), push = ?3, parts_done = ?5 WHERE id = ?4")
    letFollow = try HotStatement(db, sql: "UPDATE message SET route = 1 WHERE id = ? AND route = 2")
  }

  /// What a client has taken stays so, though it be pushed again.
  private static let settled =
    "taken_at = coalesce(taken_at, ?1), route = iif(taken_at IS NULL, ?2, route)"

  static let waitingReportsSQL = """
    SELECT id, submission, mid, mobile, stat, due, route
    FROM message INDEXED BY message_to_push
    WHERE account = ?1 AND route > 0 ORDER BY due, id LIMIT ?2
    """

  static let waitingRepliesSQL = """
    SELECT id, mid, mobile, extno, content, due, dialect, parts_done
    FROM reply INDEXED BY reply_to_push
    WHERE account = ?1 AND route > 0 ORDER BY due, id LIMIT ?2
    """

  static let retrySQL = """
    SELECT id, next_at FROM push INDEXED BY push_waiting
    WHERE account = ?1 AND next_at IS NOT NULL AND url = ?2 ORDER BY next_at, id LIMIT 1
    """
}

@available(*, unavailable)
extension PushStatements: Sendable {}

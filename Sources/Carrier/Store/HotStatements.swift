internal import GRDB
private import GRDBSQLite

/// The statements that run once a request or once a number.
final class HotStatements {
  let insertSubmission: HotStatement
  let insertMessage: HotStatement
  let takeReports: HotStatement
  let submissionOfMessage: HotStatement
  let takeReplies: HotStatement
  let takeReportsOfTask: HotStatement
  let saveAccount: HotStatement
  let saveProduct: HotStatement
  let pushes: PushStatements
  private let connection: OpaquePointer?

  /// The row that the last INSERT made.
  var lastInsertedRow: Int64 {
    sqlite3_last_insert_rowid(connection)
  }

  init(_ db: Database) throws {
    connection = db.sqliteConnection
    insertSubmission = try HotStatement(
      db,
      sql: """
        INSERT INTO submission (
          account, request, dialect, task, at, extno, segments, price, content, submitted_at,
          tried, rules)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    insertMessage = try HotStatement(
      db,
      sql: """
        INSERT INTO message (
          submission, account, media, mid, mobile, refusal, stat, due, route, copy_of, id,
          findings)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    takeReports = try HotStatement(db, sql: Self.takeReportsSQL)
    takeReportsOfTask = try HotStatement(db, sql: Self.takeReportsOfTaskSQL)
    submissionOfMessage = try HotStatement(
      db, sql: "SELECT task, extno FROM submission WHERE id = ?")
    takeReplies = try HotStatement(
      db,
      sql: """
        UPDATE reply SET taken_at = ?1, taken_by = ?2 WHERE id IN (
          SELECT id FROM reply INDEXED BY reply_waiting
          WHERE account = ?3 AND taken_at IS NULL AND route = 0 AND due <= ?4
          ORDER BY due, id LIMIT ?5)
        RETURNING id, mid, mobile, extno, content, due
        """)
    saveAccount = try HotStatement(
      db,
      sql: """
        UPDATE account SET balance = ?, paid_in = ?, ids = ?, chance = ?, tasks = ?, requests = ?,
          password = ?, asked_at = ?, month = ?, month_messages = ?
        WHERE id = ?
        """)
    saveProduct = try HotStatement(
      db, sql: "UPDATE product SET balance = ? WHERE account = ? AND place = ?")
    pushes = try PushStatements(db)
  }

  static let takeReportsSQL = """
    UPDATE message SET taken_at = ?1, taken_by = ?2 WHERE id IN (
      SELECT id FROM message INDEXED BY message_waiting
      WHERE account = ?3 AND media = ?6
        AND taken_at IS NULL AND due IS NOT NULL AND route = 0 AND due <= ?4
      ORDER BY due, id LIMIT ?5)
    RETURNING id, submission, mid, mobile, stat, due
    """

  /// The same for one task, for which the account's queue is walked.
  private static let takeReportsOfTaskSQL = takeReportsSQL.replacing(
    "AND due <= ?4",
    with: "AND due <= ?4 AND (SELECT task FROM submission WHERE id = message.submission) = ?7")
}

@available(*, unavailable)
extension HotStatements: Sendable {}

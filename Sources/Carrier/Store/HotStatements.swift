internal import GRDB

/// The statements that run once a request or once a number.
final class HotStatements {
  private var submissions: InsertBatch<SubmissionRow>
  private var messages: InsertBatch<InsertedMessage>
  let takeReports: HotStatement
  let submissionOfMessage: HotStatement
  let takeReplies: HotStatement
  let takeReportsOfTask: HotStatement
  let saveAccount: HotStatement
  let saveProduct: HotStatement
  let pushes: PushStatements

  init(_ db: Database) throws {
    submissions = try InsertBatch(db)
    messages = try InsertBatch(db)
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

  func insert(_ row: consuming SubmissionRow) throws {
    try submissions.add(row)
  }

  func insert(_ row: consuming InsertedMessage) throws {
    try messages.add(row)
  }

  /// Inserts what waits for it.
  func insertWaiting() throws {
    try submissions.flush()
    try messages.flush()
  }

  /// Forgets what waits, as its transaction is given up.
  func dropWaiting() {
    submissions.drop()
    messages.drop()
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

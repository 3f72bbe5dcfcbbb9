internal import GRDB

/// Reports of one account that wait to be pulled, by the dialect of their messages.
struct UnclaimedReports {
  var dialect: String
  var count: Int
  /// The smallest number of the requests that submitted their messages.
  var oldestRequest: Int64
  /// Whether there may be more: only so many were looked at.
  var isCapped: Bool
}

extension Store {
  /// As many of an account's reports as are looked at, of texts and of multimedia messages each.
  private static let mostUnclaimed = 1000

  /// Reports that are due and were neither pulled nor pushed.
  ///
  /// - Parameter time: only those that fell due by then.
  func unclaimedReports(of account: Int64, dueBy time: Instant) throws -> [UnclaimedReports] {
    try read { db in
      let statement = try db.cachedStatement(sql: Self.unclaimed)
      return try [Media.sms, .mms].flatMap { media in
        let rows = try Row.fetchAll(
          statement, arguments: [account, media.rawValue, time.milliseconds])
        let isCapped = rows.reduce(0) { $0 + $1["count"] } >= Self.mostUnclaimed
        return rows.map {
          UnclaimedReports(
            dialect: $0["dialect"], count: $0["count"], oldestRequest: $0["oldest"],
            isCapped: isCapped)
        }
      }
    }
  }

  /// The conditions are those of the partial index `message_waiting`.
  private static let unclaimed = """
    SELECT s.dialect AS dialect, count(*) AS count, min(s.request) AS oldest
    FROM (
      SELECT submission FROM message
      WHERE account = ?1 AND media = ?2 AND taken_at IS NULL AND due IS NOT NULL AND route = 0
        AND due <= ?3
      ORDER BY due LIMIT \(mostUnclaimed)
    ) AS m CROSS JOIN submission AS s ON s.id = m.submission
    GROUP BY s.dialect ORDER BY s.dialect
    """
}

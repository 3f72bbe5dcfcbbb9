internal import GRDB

/// The numbers of messages: each is given once, whatever goes from the store, so that whoever kept
/// one never finds another message under it. Those of submissions nobody is told: they go on behind the
/// newest that is in the store.
extension Store {
  func nextMessage() -> Int64 {
    newestMessage += 1
    return newestMessage
  }

  func nextSubmission() -> Int64 {
    newestSubmission += 1
    return newestSubmission
  }

  /// Asks for the newest ones, where counting along would not do.
  func recallNumbering() throws {
    (newestMessage, newestSubmission) = try read { db in
      (
        try Int64.fetchOne(db, sql: "SELECT \(Self.newest)") ?? 0,
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM submission") ?? 0
      )
    }
  }

  /// Notes the newest one before a world's messages go, of which it may be one. The oldest that go
  /// by themselves leave it there.
  static func keepNumbering(_ db: Database) throws {
    try db.execute(sql: "UPDATE numbering SET newest_message = \(newest)")
  }

  private static let newest = """
    max((SELECT newest_message FROM numbering), coalesce((SELECT max(id) FROM message), 0))
    """
}

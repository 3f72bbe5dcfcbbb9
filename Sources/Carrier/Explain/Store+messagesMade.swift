internal import GRDB

extension Store {
  /// The messages among some rows, the oldest first; further reports of a message are none.
  func messages(after first: Int64, last: Int64, limit: Int) throws -> [Int64] {
    guard first < last else { return [] }
    return try read { db in
      try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM message
          WHERE id > ? AND id <= ? AND copy_of IS NULL ORDER BY id LIMIT ?
          """, arguments: [first, last, limit])
    }
  }
}

extension Gateway {
  /// The numbers of the messages that a request made, by the rows it wrote, as far as they are still
  /// there.
  package func messages(after first: Int64, last: Int64, limit: Int) throws -> [Int64] {
    try store.messages(after: first, last: last, limit: limit)
  }
}

import Foundation
import GRDB
import GRDBSQLite

@testable import Carrier

/// A message's row with its text, as a test looks at it.
struct InspectedMessage {
  var content: String
  var takenAt: Instant?
  var takenBy: Int64?
}

extension Store {
  func messageRow(of id: MessageID) throws -> InspectedMessage? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT CAST(content AS BLOB) AS content, taken_at, taken_by
          FROM message JOIN submission ON submission.id = submission WHERE mid = ?
          """, arguments: [Int64(bitPattern: id.value)])
      return row.map { row in
        let content: [UInt8] = Array(row["content"] as Data)
        let takenAt: Int64? = row["taken_at"]
        return InspectedMessage(
          content: String(decoding: content, as: UTF8.self),
          takenAt: takenAt.map { Instant(milliseconds: $0) }, takenBy: row["taken_by"])
      }
    }
  }

  /// How many steps SQLite's machine takes meanwhile: what work a query is, whatever else the
  /// computer does.
  func countingSteps(_ body: () throws -> Void) throws -> Int {
    var steps = 0
    let connection = try read { $0.sqliteConnection }
    try withUnsafeMutablePointer(to: &steps) { steps in
      let count: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { steps in
        steps?.assumingMemoryBound(to: Int.self).pointee += 1
        return 0
      }
      sqlite3_progress_handler(connection, 1, count, steps)
      defer { sqlite3_progress_handler(connection, 0, nil, nil) }
      try body()
    }
    return steps
  }
}

import Foundation
import GRDB

@testable import Carrier

/// A message's row with its text, as a test looks at it.
struct InspectedMessage {
  var content: String
  var takenAt: Instant?
  var takenBy: Int64?
}

extension Store {
  func messageRow(of id: MessageID) throws -> InspectedMessage? {
    try queue.inDatabase { db in
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
}

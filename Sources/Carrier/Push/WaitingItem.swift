/// A row that a push brings, as the store lists it: eight bytes, a number whose lowest bit is the
/// kind.
struct PushedRow: Hashable {
  enum Kind: Int64 {
    case report = 0
    case reply = 1
  }

  var kind: Kind
  var id: Int64

  static let byteCount = 8

  static func bytes(of rows: [PushedRow]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * byteCount)
    for row in rows {
      withUnsafeBytes(of: (row.id << 1 | row.kind.rawValue).littleEndian) {
        bytes.append(contentsOf: $0)
      }
    }
    return bytes
  }

  /// Reports whose ids follow each other, taken together; each reply alone.
  static func runs(of rows: [PushedRow]) -> [(first: PushedRow, last: Int64)] {
    var runs: [(first: PushedRow, last: Int64)] = []
    for row in rows {
      if let run = runs.last, run.first.kind == .report, row.kind == .report, row.id == run.last + 1
      {
        runs[runs.count - 1].last = row.id
      } else {
        runs.append((row, row.id))
      }
    }
    return runs
  }

  /// Reads what ``bytes(of:)`` wrote.
  static func rows(of bytes: some Collection<UInt8>) -> [PushedRow] {
    var rows: [PushedRow] = []
    var value: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      value |= UInt64(byte) << (index % byteCount * 8)
      guard index % byteCount == byteCount - 1 else { continue }
      rows.append(
        PushedRow(kind: value & 1 == 0 ? .report : .reply, id: Int64(bitPattern: value) >> 1))
      value = 0
    }
    return rows
  }
}

/// A report or a reply that is to be pushed.
struct WaitingItem {
  enum Content {
    case report(TakenReport)
    case reply(TakenReply)
  }

  var content: Content
  /// What its message was submitted in; nil: a reply to none.
  var dialect: String?
  /// Whether it goes out after the next item of its queue.
  var goesAfterNext = false
  /// How many parts of it the receiver has acknowledged.
  var partsDone = 0

  var row: PushedRow {
    switch content {
    case .report(let report): PushedRow(kind: .report, id: report.row)
    case .reply(let reply): PushedRow(kind: .reply, id: reply.row)
    }
  }

  var due: Instant {
    switch content {
    case .report(let report): report.due
    case .reply(let reply): reply.due
    }
  }
}

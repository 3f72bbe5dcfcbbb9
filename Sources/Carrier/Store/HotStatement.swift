internal import GRDB
private import GRDBSQLite

/// A prepared statement of the hot loops, bound and stepped directly: GRDB prepares and owns it, and
/// what its ordinary binding costs a row is saved. Texts are bound with their length, so that one
/// with a NUL is stored whole.
final class HotStatement {
  private let statement: Statement
  private let pointer: OpaquePointer
  /// The texts bound for this run, which SQLite then need not copy.
  private let texts = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
  private var used = 0
  /// What SQLite said of a text it would not take; the run says so.
  private var refusedBinding = SQLITE_OK
  private static let room = 16_384

  init(_ db: Database, sql: String) throws {
    statement = try db.makeStatement(sql: sql)
    pointer = statement.sqliteStatement
  }

  deinit {
    texts.deallocate()
  }

  /// Parameters count from 1. Texts are bound anew for each run.
  func bind(_ value: Int64, at index: Int32) {
    sqlite3_bind_int64(pointer, index, value)
  }

  func bind(_ value: Int64?, at index: Int32) {
    if let value {
      sqlite3_bind_int64(pointer, index, value)
    } else {
      sqlite3_bind_null(pointer, index)
    }
  }

  func bind(_ value: String?, at index: Int32) {
    guard var value else {
      sqlite3_bind_null(pointer, index)
      return
    }
    value.withUTF8 { bytes in
      // An empty buffer may have no address, which SQLite would take for NULL.
      guard let start = bytes.baseAddress, !bytes.isEmpty else {
        sqlite3_bind_text(pointer, index, "", 0, nil)
        return
      }
      guard used + bytes.count <= Self.room else {
        bind(start, bytes.count, at: index, transient)
        return
      }
      let copy = texts + used
      copy.update(from: start, count: bytes.count)
      used += bytes.count
      bind(copy, bytes.count, at: index, nil)
    }
  }

  private func bind(
    _ start: UnsafePointer<UInt8>, _ count: Int, at index: Int32,
    _ destructor: sqlite3_destructor_type?
  ) {
    let code = start.withMemoryRebound(to: CChar.self, capacity: count) {
      sqlite3_bind_text64(
        pointer, index, $0, sqlite3_uint64(count), destructor, UInt8(SQLITE_UTF8))
    }
    if code != SQLITE_OK { refusedBinding = code }
  }

  /// Runs it to its end. What it returns is not read.
  func run() throws {
    try forEachRow { _ in }
  }

  /// Runs it to its end and leaves it reset, whatever happens: one left open stops checkpoints.
  func forEachRow(_ body: (borrowing HotRow) throws -> Void) throws {
    try readRows(while: { row in
      try body(row)
      return true
    })
  }

  /// Runs it until `body` has seen enough, and leaves it reset.
  func readRows(while body: (borrowing HotRow) throws -> Bool) throws {
    defer {
      sqlite3_reset(pointer)
      used = 0
      refusedBinding = SQLITE_OK
    }
    guard refusedBinding == SQLITE_OK else {
      throw StoreError("a text is too long for SQLite (\(refusedBinding))")
    }
    while true {
      switch sqlite3_step(pointer) {
      case SQLITE_ROW: guard try body(HotRow(pointer: pointer)) else { return }
      case SQLITE_DONE: return
      case let code:
        let connection = sqlite3_db_handle(pointer)
        throw StoreError("SQLite \(code): \(String(cString: sqlite3_errmsg(connection)))")
      }
    }
  }

  /// SQLite copies what is bound so: Swift's buffer lives no longer than the call.
  private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

@available(*, unavailable)
extension HotStatement: Sendable {}

/// The row that a statement stands at. Columns count from 0.
struct HotRow: ~Copyable {
  fileprivate let pointer: OpaquePointer

  func int(_ column: Int32) -> Int64 {
    sqlite3_column_int64(pointer, column)
  }

  func optionalInt(_ column: Int32) -> Int64? {
    sqlite3_column_type(pointer, column) == SQLITE_NULL ? nil : int(column)
  }

  func optionalText(_ column: Int32) -> String? {
    sqlite3_column_type(pointer, column) == SQLITE_NULL ? nil : text(column)
  }

  /// The text whole, NULs included; empty for NULL.
  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(pointer, column) else { return "" }
    let count = Int(sqlite3_column_bytes(pointer, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}

internal import GRDB

/// A row that comes into its table by an ``InsertBatch``.
protocol InsertedRow {
  static var table: String { get }
  static var columns: [String] { get }
  /// Binds its columns, the first of them at this parameter.
  func bind(to statement: HotStatement, from first: Int32)
}

/// Rows on their way into one table: collected, as a statement that brings several at once costs a
/// good deal less for each.
///
/// Whoever reads the table runs ``flush()`` first.
struct InsertBatch<Row: InsertedRow> {
  /// The longest first, and one for a single row.
  private let statements: [(rows: Int, statement: HotStatement)]
  private var waiting: [Row] = []
  private let columnCount = Row.columns.count

  init(_ db: Database) throws {
    statements = try [16, 4, 1].map { rows in
      let row = "(" + Row.columns.map { _ in "?" }.joined(separator: ", ") + ")"
      let values = Array(repeating: row, count: rows).joined(separator: ", ")
      let columns = Row.columns.joined(separator: ", ")
      return (
        rows, try HotStatement(db, sql: "INSERT INTO \(Row.table) (\(columns)) VALUES \(values)")
      )
    }
    waiting.reserveCapacity(statements[0].rows)
  }

  mutating func add(_ row: consuming Row) throws {
    waiting.append(row)
    if waiting.count == statements[0].rows { try flush() }
  }

  /// Inserts those that wait. If that fails they are gone, as is the turn's transaction.
  mutating func flush() throws {
    guard !waiting.isEmpty else { return }
    defer { drop() }
    var next = 0
    for (rows, statement) in statements {
      while waiting.count - next >= rows {
        waiting.withUnsafeBufferPointer { waiting in
          for place in 0..<rows {
            waiting[next + place].bind(to: statement, from: Int32(place * columnCount + 1))
          }
        }
        try statement.run()
        next += rows
      }
    }
  }

  /// Forgets those that wait.
  mutating func drop() {
    waiting.removeAll(keepingCapacity: true)
  }
}

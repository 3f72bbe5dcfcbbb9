internal import GRDB
private import GRDBSQLite

/// The SQLite file, or memory: one connection, used from the loop's thread alone.
///
/// Whoever writes calls ``begin()`` first; ``commit()`` ends the turn. What failed inside a
/// transaction has failed the whole turn: SQLite may have rolled back by itself, and nothing of it
/// is kept either way.
final class Store {
  private let queue: DatabaseQueue
  private let connection: OpaquePointer?
  /// Prepared once; dropped before the connection closes.
  private var statements: HotStatements?
  /// Why rows of this turn could not be inserted.
  private var failure: (any Error)?
  /// Messages in the store, those of this turn included.
  private(set) var messageCount = 0
  /// Messages that this turn has inserted.
  private(set) var insertedMessages = 0
  /// What all the pushes in the store have brought, or are to bring.
  private(set) var pushedItemCount = 0
  /// Replies in the store.
  private(set) var replyCount = 0

  /// The number of the newest message there ever was; the next one gets the next.
  var newestMessage: Int64 = 0
  /// The same of submissions.
  var newestSubmission: Int64 = 0

  /// - Parameter location: where the rows live.
  /// - Throws: `StoreError` with a line that says what is wrong with the file and what to do.
  init(_ location: StoreLocation, durability: StoreDurability) throws {
    queue = try StoreOpening.open(location, durability: durability)
    connection = queue.inDatabase { $0.sqliteConnection }
    statements = try queue.inDatabase { try HotStatements($0) }
    try countMessages()
  }

  /// One that was not closed. SQLite keeps a connection for as long as it has statements, and would tell
  /// GRDB's hooks, which go with the queue, that a transaction under way is rolled back.
  deinit {
    guard statements != nil else { return }
    statements = nil
    try? queue.inDatabase { db in
      if db.isInsideTransaction { try db.rollback() }
    }
  }

  /// Whether a turn's transaction is open, or has failed and is to be given up. SQLite is asked each
  /// time, as some errors, of a full disk for instance, make it roll back by itself.
  var isInTransaction: Bool { failure != nil || sqlite3_get_autocommit(connection) == 0 }

  static var sqliteVersion: String { String(cString: sqlite3_libversion()) }

  /// Runs ordinary statements, which see all that this turn has stored so far.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try insertWaiting()
    return try queue.inDatabase(body)
  }

  /// Opens the turn's transaction, unless it is open.
  func begin() throws {
    if let failure { throw failure }
    guard !isInTransaction else { return }
    try queue.inDatabase { try $0.cachedStatement(sql: "BEGIN IMMEDIATE").execute() }
    guard isInTransaction else { throw StoreError("the transaction did not begin") }
  }

  func commit() throws {
    if let failure { throw failure }
    guard isInTransaction else { return }
    try insertWaiting()
    try queue.inDatabase { try $0.cachedStatement(sql: "COMMIT").execute() }
    insertedMessages = 0
  }

  /// Gives up the turn's transaction. After errors such as a full disk SQLite has done so already.
  func rollback() throws {
    insertedMessages = 0
    failure = nil
    statements?.dropWaiting()
    try queue.inDatabase { db in
      if db.isInsideTransaction { try db.rollback() }
    }
    try countMessages()
  }

  /// Runs ordinary statements inside the turn's transaction.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try begin()
    return try read(body)
  }

  /// Runs a hot statement inside the turn's transaction.
  func hot<Value>(_ body: (HotStatements) throws -> Value) throws -> Value {
    try begin()
    return try peek(body)
  }

  /// Runs a hot statement that only reads; outside a turn's transaction it sees what is committed.
  func peek<Value>(_ body: (HotStatements) throws -> Value) throws -> Value {
    try insertWaiting()
    return try body(try openStatements())
  }

  /// Hands rows over that are inserted inside the turn's transaction, at the latest when something
  /// is read.
  func insert(_ body: (HotStatements) throws -> Void) throws {
    try begin()
    let statements = try openStatements()
    try failingTheTurn { try body(statements) }
  }

  private func insertWaiting() throws {
    try failingTheTurn { try statements?.insertWaiting() }
  }

  /// A failure to insert fails the turn, whoever meets it: rows that it takes with it were handed over
  /// before. Those that still wait must not be inserted either, for the transaction may have ended.
  private func failingTheTurn(_ insert: () throws -> Void) throws {
    do {
      try insert()
    } catch {
      failure = error
      statements?.dropWaiting()
      throw error
    }
  }

  private func openStatements() throws -> HotStatements {
    guard let statements else { throw StoreError("the store is closed") }
    return statements
  }

  func noteInserted(_ count: Int) {
    messageCount += count
    insertedMessages += count
  }

  func noteDeleted(_ count: Int) {
    messageCount -= count
  }

  /// - Parameter change: how many more there are; below zero where some went.
  func noteReplies(_ change: Int) {
    replyCount += change
  }

  func notePushed(_ count: Int) {
    pushedItemCount += count
  }

  func noteForgotten(_ count: Int) {
    pushedItemCount -= count
  }

  /// Writes what always differs from what is there, so that the commit shows whether the file can
  /// be written: a row that is stored again as it is may cost SQLite nothing.
  func proveWritable() throws {
    try write { db in
      let last = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      try db.execute(sql: "PRAGMA user_version = \((last &+ 1) & 0xFFFF)")
    }
  }

  /// Asks how many there are, where counting along would not do.
  func countMessages() throws {
    try recallNumbering()
    (messageCount, pushedItemCount, replyCount) = try read { db in
      let bytes = try Int.fetchOne(db, sql: "SELECT sum(length(items)) FROM push") ?? 0
      return (
        try Int.fetchOne(db, sql: "SELECT count(*) FROM message") ?? 0,
        bytes / PushedRow.byteCount,
        try Int.fetchOne(db, sql: "SELECT count(*) FROM reply") ?? 0
      )
    }
  }

  /// Writes the last pages back and lets go of the file.
  func close() throws {
    try rollback()
    statements = nil
    try queue.close()
  }
}

@available(*, unavailable)
extension Store: Sendable {}

/// Where rows live.
package enum StoreLocation: Sendable, Equatable {
  case memory
  case file(String)
}

/// What an acknowledged message survives: with `normal` a killed process, with `full` a power cut
/// as well.
package enum StoreDurability: String, Sendable, CaseIterable {
  case normal, full
}

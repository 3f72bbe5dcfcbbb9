private import Foundation
internal import GRDB

/// Opens a file as the store, or says why not and leaves its bytes as they are.
enum StoreOpening {
  static func open(_ location: StoreLocation, durability: StoreDurability) throws -> DatabaseQueue {
    try explaining(location) {
      let queue: DatabaseQueue
      switch location {
      case .memory:
        queue = try DatabaseQueue(configuration: configuration(isFile: false))
      case .file(let named):
        let path = URL(fileURLWithPath: named).resolvingSymlinksInPath().path
        let isNew = try examine(path)
        let size = isNew ? 0 : try wholeSize(of: path)
        queue = try DatabaseQueue(path: path, configuration: configuration(isFile: true))
        try queue.inDatabase { db in
          if !isNew { try recognise(db, path, size) }
          // First of all, so that a start that is cut short leaves a file that is known as ours.
          try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
          try db.execute(sql: "PRAGMA journal_mode = WAL")
          try db.execute(sql: "PRAGMA synchronous = \(durability.rawValue)")
        }
      }
      // This also proves that the file can be written.
      try Schema.migrator.migrate(queue)
      return queue
    }
  }

  /// Turns what SQLite has to say of a file into one line that names it.
  static func explaining<Value>(
    _ location: StoreLocation, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw explain(error, location)
    }
  }

  private static func configuration(isFile: Bool) -> Configuration {
    var configuration = Configuration()
    // The turn's transaction spans many accesses.
    configuration.allowsUnsafeTransactions = true
    configuration.foreignKeysEnabled = true
    // Nobody else may hold the file, so there is nobody to wait for.
    configuration.busyMode = .immediateError
    configuration.prepareDatabase { db in
      // One connection under an exclusive lock, taken before the first access: a second process is
      // turned away, and SQLite's WAL-reset bug (3.7.0 to 3.51.2), which wants two connections,
      // cannot happen.
      if isFile { try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
      try db.execute(
        sql: """
          PRAGMA mmap_size = 0;
          PRAGMA temp_store = MEMORY;
          PRAGMA trusted_schema = OFF;
          PRAGMA secure_delete = OFF;
          PRAGMA cache_size = -16000;
          PRAGMA wal_autocheckpoint = 4000;
          PRAGMA journal_size_limit = 16777216;
          """)
    }
    return configuration
  }

  /// Whether the file is yet to be made. Says what stands in the way where there is no use trying.
  private static func examine(_ path: String) throws -> Bool {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory),
        isDirectory.boolValue
      else {
        throw StoreError("--db \(path): there is no folder \(folder); make it first")
      }
      guard FileManager.default.isWritableFile(atPath: folder) else {
        throw StoreError("--db \(path): the folder \(folder) cannot be written to")
      }
      return true
    }
    guard !isDirectory.boolValue else {
      throw StoreError("--db \(path) is a folder; name a file in it")
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      throw StoreError("--db \(path) cannot be written to; mend its permissions")
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw StoreError("--db \(path) is not an ordinary file; name another")
    }
    return attributes[.size] as? UInt64 == 0
  }

  /// The file's size, where it must be whole pages: SQLite itself takes a last page that is cut
  /// short. Nil where a log beside it may still hold that page.
  private static func wholeSize(of path: String) throws -> UInt64? {
    guard !FileManager.default.fileExists(atPath: path + "-wal") else { return nil }
    return try FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64
  }

  /// Tells our own, sound files of this version or an older one from all others, before anything
  /// is written.
  private static func recognise(_ db: Database, _ path: String, _ size: UInt64?) throws {
    let advice = "name another file, or move this one away"
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
    let id = try Int32.fetchOne(db, sql: "PRAGMA application_id")
    guard id == Schema.applicationID || isEmpty && id == 0 else {
      throw StoreError("--db \(path) is a database of something else; \(advice)")
    }
    let damage = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
    let pageSize = try UInt64.fetchOne(db, sql: "PRAGMA page_size") ?? 4096
    guard damage == "ok", (size ?? 0) % pageSize == 0 else {
      throw StoreError("--db \(path) is damaged; \(advice)")
    }
    guard try !Schema.migrator.hasBeenSuperseded(db) else {
      throw StoreError(
        "--db \(path) was written by a newer fakecarrier; use that one, or \(advice)")
    }
  }

  private static func explain(_ error: DatabaseError, _ location: StoreLocation) -> StoreError {
    guard case .file(let path) = location else {
      return StoreError(error.message ?? "SQLite failed")
    }
    let reason =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        "is in use by another process; stop that one, or name another file"
      case .SQLITE_NOTADB: "is not a database; name another file, or move this one away"
      case .SQLITE_CORRUPT: "is damaged; name another file, or move this one away"
      case .SQLITE_FULL: "cannot grow: the disk is full"
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
        "cannot be opened for writing; mend its permissions and its folder's"
      default: "cannot be used: \(error.message ?? "SQLite failed"); name another file"
      }
    return StoreError("--db \(path) \(reason)")
  }
}

internal import GRDB

/// A list that is put together a slice at a time, from its newest row on: no slice looks at more than
/// ``sliceRows`` rows, however few of them match, so that whoever has other things to do can do them in
/// between. What comes in after it began is none of it.
package final class ListScan<Item: Sendable> {
  private let store: Store
  private let source: ListSource
  private let query: ListQuery
  private let window: ListWindow
  private let now: Instant
  private let item: (borrowing HotRow) -> Item?
  private let finish: ([Item]) throws -> [Item]
  /// What is counted along, or was counted for the list's first part; nil: it is counted here.
  private let knownTotal: Int?
  /// Rows up to this one are still to be looked at.
  private var end: Int64
  /// Rows up to this one are none of the list. That is not for the query to say: of two lower bounds
  /// SQLite seeks to the one it reads first, and every slice would run through all the rows from there.
  private let since: Int64
  private var found: [Int64] = []
  private var count = 0

  init(
    _ store: Store, _ source: ListSource, _ query: ListQuery, _ window: ListWindow, now: Instant,
    total: Int?, since: Int64?, item: @escaping (borrowing HotRow) -> Item?,
    finish: @escaping ([Item]) throws -> [Item] = { $0 }
  ) {
    self.store = store
    self.source = source
    self.query = query
    self.window = window
    self.now = now
    self.item = item
    self.finish = finish
    knownTotal = total
    self.since = since ?? .min
    // A total is of all that matches, whatever part is wanted.
    end = total == nil ? .max : window.before.map { $0 - 1 } ?? .max
  }

  /// - Returns: the list, or nil where there is more to look at.
  func step() throws -> Listing<Item>? {
    try store.read { db in
      let lower = try lowerEnd(db)
      try look(db, above: lower)
      end = lower
    }
    guard end == since || isFull && knownTotal != nil else { return nil }
    return Listing(
      items: try finish(try items()), total: knownTotal ?? count,
      next: isFull ? found.prefix(window.limit).last : nil)
  }

  /// Looks to its end, whatever that takes.
  func run() throws -> Listing<Item> {
    while true {
      if let listing = try step() { return listing }
    }
  }

  /// Whether it is known that there is another part.
  private var isFull: Bool { found.count > window.limit }

  /// The newest row below the slice, or what the list ends with.
  private func lowerEnd(_ db: Database) throws -> Int64 {
    let row = try Int64.fetchOne(
      db, sql: "SELECT id FROM \(source.table) WHERE id <= ? ORDER BY id DESC LIMIT 1 OFFSET ?",
      arguments: [end, sliceRows])
    return max(row ?? since, since)
  }

  private func look(_ db: Database, above lower: Int64) throws {
    var query = query
    query.require("m.id > \(query.bound(lower)) AND m.id <= \(query.bound(end))")
    guard !isFull else {
      let statement = try query.prepare(
        db, "SELECT count(*) FROM \(source.matching) \(query.whereClause)")
      return try statement.forEachRow { count += Int($0.int(0)) }
    }
    // Upwards, as SQLite then finds a row's submission beside the last one's, without a search.
    let statement = try query.prepare(
      db, "SELECT m.id FROM \(source.matching) \(query.whereClause) ORDER BY m.id")
    var matching: [Int64] = []
    try statement.forEachRow { matching.append($0.int(0)) }
    count += matching.count
    for id in matching.reversed() where id < window.before ?? .max {
      guard !isFull else { break }
      found.append(id)
    }
  }

  private func items() throws -> [Item] {
    let ids = found.prefix(window.limit)
    guard !ids.isEmpty else { return [] }
    var query = ListQuery()
    _ = query.bound(now.milliseconds)
    query.require("m.id IN (\(ids.map(String.init).joined(separator: ", ")))")
    var items: [Item] = []
    try store.read { db in
      let statement = try query.prepare(
        db, "\(source.page) \(query.whereClause) ORDER BY m.id DESC")
      try statement.forEachRow { row in
        if let item = item(row) { items.append(item) }
      }
    }
    return items
  }
}

/// Rows that a slice looks at: what takes a few milliseconds, at the dearest filter.
private let sliceRows = 5000

/// What a list is made of.
struct ListSource {
  var table: String
  /// The tables that its conditions need, of which `m` is its own.
  var matching: String
  /// What its items are read with; the machine's time is its first parameter.
  var page: String
}

@available(*, unavailable)
extension ListScan: Sendable {}

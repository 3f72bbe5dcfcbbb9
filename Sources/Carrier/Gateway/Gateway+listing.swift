/// What somebody who asks for a message is told.
package enum MessageLookUp: Sendable {
  case found(MessageDetail)
  /// It was there once.
  case gone
  case missing
}

extension Gateway {
  package func messages(
    _ filter: ListFilter, _ window: ListWindow, now: Instant
  ) throws -> Listing<MessageItem> {
    try messageScan(filter, window, now: now).run()
  }

  /// The same a slice at a time, by ``carryOn(_:now:)``.
  package func messageScan(
    _ filter: ListFilter, _ window: ListWindow, now: Instant
  ) throws -> ListScan<MessageItem> {
    let scope = try scope(of: filter.scenario, now)
    return try store.messages(filter, window, scope) { [store] in
      try store.markTwins(among: $0, scope)
    }
  }

  /// Looks at a further slice of what a list is made of.
  ///
  /// - Returns: the list, once it is whole.
  package func carryOn<Item>(
    _ scan: ListScan<Item>, now: Instant
  ) throws -> Listing<Item>? {
    try recover(now)
    return try scan.step()
  }

  /// - Parameters:
  ///   - key: a message's number, that of a report of it, or the sixteen digits of its mid.
  ///   - scenario: nil: of any.
  package func message(
    _ key: String, in scenario: String?, now: Instant
  ) throws -> MessageLookUp {
    let scope = try scope(of: scenario, now)
    let isMID = key.utf8.count == 16 && key.utf8.allSatisfy { $0.isHexDigit }
    if isMID, let mid = UInt64(key, radix: 16) {
      return try whole(try store.message(.mid(MessageID(mid)), scope), scope) ?? .missing
    }
    guard key.isDigits, let id = Int64(key), id > 0 else { return .missing }
    if let found = try whole(try store.message(.row(id), scope), scope) { return found }
    if let message = try store.message(ofReport: id) {
      return try whole(try store.message(.row(message), scope), scope) ?? .missing
    }
    let isThere = try store.hasMessageRow(id)
    return id <= store.newestMessage && !isThere ? .gone : .missing
  }

  package func reports(
    _ filter: ListFilter, _ window: ListWindow, now: Instant
  ) throws -> Listing<ReportItem> {
    try reportScan(filter, window, now: now).run()
  }

  package func reportScan(
    _ filter: ListFilter, _ window: ListWindow, now: Instant
  ) throws -> ListScan<ReportItem> {
    store.reports(filter, window, try scope(of: filter.scenario, now))
  }

  package func replies(
    _ filter: ListFilter, _ window: ListWindow, now: Instant
  ) throws -> Listing<ReplyItem> {
    try replyScan(filter, window, now: now).run()
  }

  package func replyScan(
    _ filter: ListFilter, _ window: ListWindow, now: Instant
  ) throws -> ListScan<ReplyItem> {
    store.replies(filter, window, try scope(of: filter.scenario, now))
  }

  /// Worlds that are not at work have rows in the store, too; nobody is shown them.
  func scope(of scenario: String?, _ now: Instant) throws -> ListScope {
    try recover(now)
    let shown = worlds(named: scenario)
    let hasOthers = try store.worldCount() != worlds.count
    return ListScope(
      now: now, worlds: Dictionary(uniqueKeysWithValues: worlds.map { ($0.id, $0) }),
      only: hasOthers || shown.count != worlds.count ? shown.map(\.id) : nil)
  }

  private func whole(_ found: MessageDetail?, _ scope: ListScope) throws -> MessageLookUp? {
    guard var detail = found else { return nil }
    detail.item = try store.markTwins(among: [detail.item], scope)[0]
    detail.reports = try store.reports(ofMessage: detail.item.id, scope)
    if detail.media == .mms { detail.frames = try store.frames(ofMessage: detail.item.id) }
    return .found(detail)
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    case _: false
    }
  }
}

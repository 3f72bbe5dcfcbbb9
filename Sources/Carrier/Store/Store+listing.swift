internal import Foundation
internal import GRDB

/// Which rows a list may show, and how their times read.
struct ListScope {
  /// The machine's time.
  var now: Instant
  /// The worlds at work, by the store's ids.
  var worlds: [Int64: World]
  /// Those that the list is of; nil: all that the store has.
  var only: [Int64]?
}

/// One message rather than a list.
enum MessageKey {
  case row(Int64)
  case mid(MessageID)
}

extension Store {
  /// A scenario's clock by its row `w`, whose `now` is bound as the first parameter.
  private static let clock = "coalesce(w.clock_stopped_at, ?1 + w.clock_offset)"

  /// A ``DeliveryState``, for a row `m` of a table with a queue.
  private static let deliveryState = """
    CASE WHEN m.taken_by IS NOT NULL THEN 'taken' WHEN m.taken_at IS NOT NULL THEN 'pushed'
      WHEN m.due > \(clock) THEN 'pending' WHEN m.push IS NOT NULL AND m.route = 0 THEN 'failed'
      ELSE 'due' END
    """

  /// A ``MessageState``.
  private static let messageState = """
    CASE WHEN m.refusal IS NOT NULL THEN 'refused'
      WHEN s.submitted_at IS NOT NULL AND s.at > \(clock) THEN 'scheduled'
      WHEN m.due IS NULL THEN 'no_report' ELSE \(deliveryState) END
    """

  private static let submissionJoin = "CROSS JOIN submission AS s ON s.id = m.submission"
  private static let clockJoin = """
    CROSS JOIN account AS a ON a.id = m.account CROSS JOIN scenario AS w ON w.id = a.scenario
    """

  // MARK: Messages

  /// The newest messages first. Rows that are further reports of a message are none.
  func messages(
    _ filter: ListFilter, _ window: ListWindow, _ scope: ListScope,
    finish: @escaping ([MessageItem]) throws -> [MessageItem] = { $0 }
  ) throws -> ListScan<MessageItem> {
    let hasState = filter.state != nil
    let needsSubmission =
      hasState || filter.content != nil || filter.anywhere != nil || filter.dialect != nil
    let source = ListSource(
      table: "message",
      matching: """
        message AS m NOT INDEXED \(needsSubmission ? Self.submissionJoin : "")
        \(hasState ? Self.clockJoin : "")
        """,
      page: Self.messagePage)
    return ListScan(
      self, source, Self.messageQuery(filter, scope), window, now: scope.now,
      total: try window.total ?? countAlong(filter, scope), since: filter.since,
      item: { Self.messageItem($0, scope) }, finish: finish)
  }

  /// The message's page of a list, which begins at the newest row and reads no more than it must.
  static let messagePage = """
    SELECT m.id, m.mid, s.task, a.name, a.scenario, s.dialect, m.mobile, s.content, s.extno,
      s.segments, s.price, s.at, s.submitted_at, m.refusal, m.stat, m.due, \(deliveryState),
      \(messageState), s.request, m.media
    FROM message AS m NOT INDEXED \(submissionJoin) \(clockJoin)
    """

  /// Where nothing is asked for, what is counted along, less the few rows that are copies.
  private func countAlong(_ filter: ListFilter, _ scope: ListScope) throws -> Int? {
    guard filter.isEmpty, scope.only == nil else { return nil }
    return try messageCount
      - read { db in
        try Int.fetchOne(db, sql: "SELECT count(*) FROM message WHERE copy_of IS NOT NULL") ?? 0
      }
  }

  /// Everything of one message but its reports, or nil if it is not there.
  func message(_ key: MessageKey, _ scope: ListScope) throws -> MessageDetail? {
    var query = Self.messageQuery(ListFilter(), scope)
    switch key {
    case .row(let id): query.require("m.id = \(query.bound(id))")
    case .mid(let mid): query.require("m.mid = \(query.bound(Int64(bitPattern: mid.value)))")
    }
    var found: MessageDetail?
    try read { db in
      let statement = try query.prepare(
        db, "\(Self.messagePage) \(query.whereClause) ORDER BY m.id DESC LIMIT 1")
      try statement.forEachRow { row in
        guard let item = Self.messageItem(row, scope) else { return }
        found = MessageDetail(
          item: item, request: row.int(18), media: Media(rawValue: row.int(19)) ?? .sms,
          reports: [], frames: [])
      }
    }
    return found
  }

  private static func messageQuery(_ filter: ListFilter, _ scope: ListScope) -> ListQuery {
    var query = ListQuery()
    _ = query.bound(scope.now.milliseconds)
    query.require("m.copy_of IS NULL")
    requireCommon(filter, scope, &query)
    if let text = filter.anywhere {
      let part = query.bound(text)
      query.require(
        """
        instr(m.mobile, \(part)) OR instr(s.content, \(part))
          OR m.account IN (SELECT id FROM account WHERE instr(name, \(part)))
        """)
    }
    if let state = filter.state { query.require("\(messageState) = \(query.bound(state))") }
    return query
  }

  /// But for `since`, which is where the list's scan ends.
  private static func requireCommon(
    _ filter: ListFilter, _ scope: ListScope, _ query: inout ListQuery
  ) {
    query.requireAccount(filter, "m.account", worlds: scope.only)
    query.requireMobile(filter, "m.mobile")
    if let dialect = filter.dialect { query.require("s.dialect = \(query.bound(dialect))") }
    if let content = filter.content { query.require("instr(s.content, \(query.bound(content)))") }
  }

  private static func messageItem(_ row: borrowing HotRow, _ scope: ListScope) -> MessageItem? {
    guard let world = scope.worlds[row.int(4)] else { return nil }
    let at = world.localTime(of: Instant(milliseconds: row.int(11)))
    let due = row.optionalInt(15).map { world.localTime(of: Instant(milliseconds: $0)) }
    let state = row.text(16)
    return MessageItem(
      id: row.int(0), mid: MessageID(UInt64(bitPattern: row.int(1))), task: row.int(2),
      account: row.text(3), scenario: world.scenario.name, dialect: row.text(5),
      mobile: row.text(6), content: row.text(7), extno: row.text(8), segments: Int(row.int(9)),
      price: row.int(10), at: at,
      submittedAt: row.optionalInt(12).map { world.localTime(of: Instant(milliseconds: $0)) }
        ?? at,
      refusal: row.optionalText(13),
      report: due.map { MessageItem.Report(stat: row.text(14), due: $0, state: state) },
      state: row.text(17))
  }

  /// The frames of a multimedia message.
  func frames(ofMessage id: Int64) throws -> [Multimedia.Frame] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT frame, seconds, type, data FROM multimedia
          WHERE submission = (SELECT submission FROM message WHERE id = ?) ORDER BY frame, place
          """, arguments: [id])
      var frames: [Multimedia.Frame] = []
      var last: Int64 = -1
      for row in rows {
        if row["frame"] != last {
          last = row["frame"]
          frames.append(Multimedia.Frame(seconds: row["seconds"], parts: []))
        }
        frames[frames.count - 1].parts.append(
          Multimedia.Part(type: row["type"], data: Array(row["data"] as Data)))
      }
      return frames
    }
  }

  // MARK: Reports

  /// The newest rows first, whoever is to get them.
  func reports(
    _ filter: ListFilter, _ window: ListWindow, _ scope: ListScope
  ) -> ListScan<ReportItem> {
    let joins =
      filter.content != nil || filter.dialect != nil ? Self.submissionJoin : ""
    let clock = filter.state != nil ? Self.clockJoin : ""
    let source = ListSource(
      table: "message", matching: "message AS m NOT INDEXED \(joins) \(clock)",
      page: Self.reportPage)
    return ListScan(
      self, source, Self.reportQuery(filter, scope), window, now: scope.now,
      total: window.total, since: filter.since, item: Self.reportItem(scope))
  }

  /// The reports of one message, its own first.
  func reports(ofMessage id: Int64, _ scope: ListScope) throws -> [ReportItem] {
    var query = Self.reportQuery(ListFilter(), scope)
    query.require("m.id IN (\(Self.reportsOfMessage(query.bound(id))))")
    var reports: [ReportItem] = []
    try read { db in
      let statement = try query.prepare(
        db, "\(Self.reportPage) \(query.whereClause) ORDER BY m.id")
      try statement.forEachRow { row in
        if let report = Self.reportItem(row, scope) { reports.append(report) }
      }
    }
    return reports
  }

  static func reportsOfMessage(_ id: String) -> String {
    """
    SELECT \(id) UNION ALL SELECT id FROM message INDEXED BY message_copies WHERE copy_of = \(id)
    """
  }

  private static let reportPage = """
    SELECT m.id, coalesce(m.copy_of, m.id), m.mid, a.name, a.scenario, m.mobile, m.stat,
      \(deliveryState), m.due, m.taken_at, m.taken_by, m.push
    FROM message AS m NOT INDEXED \(clockJoin)
    """

  private static func reportQuery(_ filter: ListFilter, _ scope: ListScope) -> ListQuery {
    var query = ListQuery()
    _ = query.bound(scope.now.milliseconds)
    query.require("m.due IS NOT NULL")
    if filter.isTaken { query.require("m.taken_at IS NOT NULL") }
    requireCommon(filter, scope, &query)
    if let state = filter.state { query.require("\(deliveryState) = \(query.bound(state))") }
    return query
  }

  private static func reportItem(
    _ scope: ListScope
  ) -> (borrowing HotRow) -> ReportItem? {
    { reportItem($0, scope) }
  }

  private static func reportItem(_ row: borrowing HotRow, _ scope: ListScope) -> ReportItem? {
    guard let world = scope.worlds[row.int(4)] else { return nil }
    return ReportItem(
      id: row.int(0), message: row.int(1), mid: MessageID(UInt64(bitPattern: row.int(2))),
      account: row.text(3), scenario: world.scenario.name, mobile: row.text(5), stat: row.text(6),
      delivery: delivery(row, from: 7, in: world))
  }

  // MARK: Replies

  /// The newest first, whoever is to get them.
  func replies(
    _ filter: ListFilter, _ window: ListWindow, _ scope: ListScope
  ) -> ListScan<ReplyItem> {
    var query = ListQuery()
    _ = query.bound(scope.now.milliseconds)
    Self.requireCommon(filter.ofReplies, scope, &query)
    if let content = filter.content { query.require("instr(m.content, \(query.bound(content)))") }
    if let state = filter.state { query.require("\(Self.deliveryState) = \(query.bound(state))") }
    let clock = filter.state != nil ? Self.clockJoin : ""
    let source = ListSource(
      table: "reply", matching: "reply AS m NOT INDEXED \(clock)", page: Self.replyPage)
    return ListScan(
      self, source, query, window, now: scope.now, total: window.total, since: filter.since
    ) { row in
      guard let world = scope.worlds[row.int(3)] else { return nil }
      return ReplyItem(
        id: row.int(0), mid: MessageID(UInt64(bitPattern: row.int(1))), account: row.text(2),
        scenario: world.scenario.name, mobile: row.text(4), extno: row.text(5),
        content: row.text(6), at: world.localTime(of: Instant(milliseconds: row.int(7))),
        delivery: Self.delivery(row, from: 8, in: world))
    }
  }

  private static let replyPage = """
    SELECT m.id, m.mid, a.name, a.scenario, m.mobile, m.extno, m.content, m.at,
      \(deliveryState), m.due, m.taken_at, m.taken_by, m.push
    FROM reply AS m NOT INDEXED \(clockJoin)
    """

  // MARK: All of them

  /// State, due, taken_at, taken_by and push, from this column on.
  private static func delivery(
    _ row: borrowing HotRow, from column: Int32, in world: World
  ) -> Delivery {
    Delivery(
      state: row.text(column),
      due: world.localTime(of: Instant(milliseconds: row.int(column + 1))),
      takenAt: row.optionalInt(column + 2).map {
        world.localTime(of: Instant(milliseconds: $0))
      },
      takenBy: row.optionalInt(column + 3), push: row.optionalInt(column + 4))
  }
}

extension ListFilter {
  /// Without what a reply has none of, or has in a row of its own.
  fileprivate var ofReplies: ListFilter {
    var filter = self
    (filter.content, filter.dialect) = (nil, nil)
    return filter
  }
}

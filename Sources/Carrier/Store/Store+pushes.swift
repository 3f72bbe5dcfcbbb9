internal import Foundation
internal import GRDB

/// A push that is to be tried again.
struct RetriedPush {
  var id: Int64
  var style: String
  /// How often it has been tried.
  var attempts: Int
  /// Those that have not gone with the oldest messages.
  var items: [WaitingItem]
}

/// What the end of an attempt leaves in the store.
struct PushSettlement {
  /// Nil: it is the first attempt, which makes the push's row.
  var push: Int64?
  var account: Int64
  var url: String
  var style: String
  var rows: [PushedRow]
  /// From 1.
  var number: Int
  /// When the attempt began.
  var startedAt: Instant
  var endedAt: Instant
  /// When the next one begins; nil: this was the last.
  var nextAt: Instant?
  var attempt: PushAttempt
  /// A report that was to go out after these.
  var overtaken: PushedRow?

  var state: PushRecord.State {
    if attempt.isAcknowledged { return .acknowledged }
    return nextAt == nil ? .failed : .waiting
  }
}

extension Store {
  /// Shows the reports of an account that wait to be pushed, in due order, for as long as more are
  /// wanted.
  func forEachWaitingReport(
    of account: Int64, limit: Int, while body: (WaitingItem) -> Bool
  ) throws {
    try peek { statements in
      let waiting = statements.pushes.waitingReports
      waiting.bind(account, at: 1)
      waiting.bind(Int64(limit), at: 2)
      var last: (id: Int64, task: Int64, extno: String, dialect: String)?
      try waiting.readRows(while: { row in
        body(try Self.report(row, statements.pushes, &last))
      })
    }
  }

  /// The replies of an account that wait to be pushed, in due order, up to the first one that is not
  /// yet due.
  func waitingReplies(of account: Int64, dueBy time: Instant, limit: Int) throws -> [WaitingItem] {
    try peek { statements in
      var items: [WaitingItem] = []
      let waiting = statements.pushes.waitingReplies
      waiting.bind(account, at: 1)
      waiting.bind(Int64(limit), at: 2)
      try waiting.readRows(while: { row in
        let item = Self.reply(row)
        items.append(item)
        return item.due <= time
      })
      return items
    }
  }

  /// The push of a queue that is to be tried again first.
  func earliestRetry(of account: Int64, to url: String) throws -> (push: Int64, at: Instant)? {
    try peek { statements in
      var found: (Int64, Instant)?
      statements.pushes.retry.bind(account, at: 1)
      statements.pushes.retry.bind(url, at: 2)
      try statements.pushes.retry.forEachRow {
        found = ($0.int(0), Instant(milliseconds: $0.int(1)))
      }
      return found
    }
  }

  /// Where the pushes of an account go that are to be tried again.
  func retriedURLs(of account: Int64) throws -> [String] {
    try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT url FROM push INDEXED BY push_waiting
          WHERE account = ? AND next_at IS NOT NULL ORDER BY url
          """, arguments: [account])
    }
  }

  /// A push with what it brings.
  func retriedPush(_ push: Int64) throws -> RetriedPush? {
    let head = try read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT style, items, (SELECT count(*) FROM push_attempt WHERE push = push.id) AS attempts
          FROM push WHERE id = ?
          """, arguments: [push])
    }
    guard let head else { return nil }
    return RetriedPush(
      id: push, style: head["style"], attempts: head["attempts"],
      items: try items(PushedRow.rows(of: head["items"] as Data), ofPush: push))
  }

  /// What a push brings, but for what has gone with the oldest messages.
  func items(_ rows: [PushedRow], ofPush push: Int64) throws -> [WaitingItem] {
    try peek { statements in
      var items: [WaitingItem] = []
      var last: (id: Int64, task: Int64, extno: String, dialect: String)?
      for row in rows {
        let statement =
          switch row.kind {
          case .report: statements.pushes.reportOfPush
          case .reply: statements.pushes.replyOfPush
          }
        statement.bind(row.id, at: 1)
        statement.bind(push, at: 2)
        try statement.forEachRow { found in
          switch row.kind {
          case .report: items.append(try Self.report(found, statements.pushes, &last))
          case .reply: items.append(Self.reply(found))
          }
        }
      }
      return items
    }
  }

  /// Writes how an attempt ended, and what that makes of its items. What has failed for good can be
  /// pulled, unless it was taken before.
  ///
  /// - Returns: the push's row.
  @discardableResult
  func settle(_ settlement: PushSettlement) throws -> Int64 {
    let push = try write { db in
      let push = try settlement.push ?? Self.insertPush(settlement, db)
      if settlement.push != nil {
        try db.cachedStatement(sql: "UPDATE push SET next_at = ?, state = ? WHERE id = ?").execute(
          arguments: [settlement.nextAt?.milliseconds, settlement.state.rawValue, push])
      }
      let attempt = settlement.attempt
      try db.cachedStatement(
        sql: """
          INSERT INTO push_attempt (push, number, at, milliseconds, status, answer, error)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        push, settlement.number, settlement.startedAt.milliseconds, attempt.milliseconds,
        attempt.status,
        attempt.status == nil
          ? nil : Self.data(Array(attempt.answer.prefix(PushAttempt.mostAnswerBytes))),
        attempt.error,
      ])
      return push
    }
    if settlement.push == nil { notePushed(settlement.rows.count) }
    let (takenAt, route): (Instant?, Route) =
      switch settlement.state {
      case .acknowledged: (settlement.endedAt, .underWay)
      case .waiting: (nil, .underWay)
      case .failed: (nil, .pull)
      }
    try hot { statements in
      for run in PushedRow.runs(of: settlement.rows) {
        let statement =
          switch run.first.kind {
          case .report: statements.pushes.settleReports
          case .reply: statements.pushes.settleReply
          }
        statement.bind(takenAt?.milliseconds, at: 1)
        statement.bind(route.rawValue, at: 2)
        statement.bind(push, at: 3)
        statement.bind(run.first.id, at: 4)
        switch run.first.kind {
        case .report: statement.bind(run.last, at: 5)
        case .reply: statement.bind(Int64(settlement.attempt.requestsDone), at: 5)
        }
        try statement.run()
      }
      if let overtaken = settlement.overtaken {
        statements.pushes.letFollow.bind(overtaken.id, at: 1)
        try statements.pushes.letFollow.run()
      }
    }
    return push
  }

  /// Has a push tried once more at this time, whatever became of it. What of it was not taken can be
  /// pulled no more.
  func pushAgain(_ push: StoredPush, at time: Instant) throws {
    try write { db in
      try db.cachedStatement(sql: "UPDATE push SET next_at = ?, state = ? WHERE id = ?").execute(
        arguments: [time.milliseconds, PushRecord.State.waiting.rawValue, push.id])
      for row in push.items.map(\.row) {
        let change =
          switch row.kind {
          case .report: "message SET route = iif(taken_at IS NULL, ?1, route)"
          case .reply:
            """
            reply SET route = iif(taken_at IS NULL, ?1, route),
              parts_done = iif(taken_at IS NULL, parts_done, 0)
            """
          }
        try db.cachedStatement(sql: "UPDATE \(change) WHERE id = ?2").execute(
          arguments: [Route.underWay.rawValue, row.id])
      }
    }
  }

  /// Lets go what is held of an account's pushes; how many there were.
  func releasePushes(of account: Int64) throws -> Int {
    try write { db in
      try db.cachedStatement(sql: "UPDATE message SET route = 1 WHERE account = ? AND route = -1")
        .execute(arguments: [account])
      return db.changesCount
    }
  }

  /// Takes the reports of an account that wait for their first push out of its queue, so that they can
  /// be pulled.
  ///
  /// - Parameter rows: those that stay, as they are being pushed.
  /// - Returns: the messages' ids.
  func leaveReportsToPulls(of account: Int64, but rows: [PushedRow]) throws -> [MessageID] {
    try write { db in
      try Int64.fetchAll(
        db,
        sql: """
          UPDATE message SET route = 0
          WHERE account = ? AND route IN (1, 2, -1) AND id NOT IN (\(Self.ids(of: rows, .report)))
          RETURNING mid
          """, arguments: [account]
      ).map { MessageID(UInt64(bitPattern: $0)) }
    }
  }

  /// The same of replies.
  func leaveRepliesToPulls(of account: Int64, but rows: [PushedRow]) throws {
    try write { db in
      try db.execute(
        sql: """
          UPDATE reply SET route = 0
          WHERE account = ? AND route = 1 AND id NOT IN (\(Self.ids(of: rows, .reply)))
          """, arguments: [account])
    }
  }

  private static func ids(of rows: [PushedRow], _ kind: PushedRow.Kind) -> String {
    rows.filter { $0.kind == kind }.map { String($0.id) }.joined(separator: ", ")
  }

  private static func insertPush(_ settlement: PushSettlement, _ db: Database) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO push (account, url, style, items, made_at, next_at, state)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      settlement.account, settlement.url, settlement.style,
      data(PushedRow.bytes(of: settlement.rows)), settlement.startedAt.milliseconds,
      settlement.nextAt?.milliseconds, settlement.state.rawValue,
    ])
    return db.lastInsertedRowID
  }

  /// Most reports come from few submissions, one after the other.
  private static func report(
    _ row: borrowing HotRow, _ statements: PushStatements,
    _ last: inout (id: Int64, task: Int64, extno: String, dialect: String)?
  ) throws -> WaitingItem {
    let submission = row.int(1)
    if last?.id != submission {
      statements.submission.bind(submission, at: 1)
      last = nil
      try statements.submission.forEachRow {
        last = (submission, $0.int(0), $0.text(1), $0.text(2))
      }
    }
    return WaitingItem(
      content: .report(
        TakenReport(
          row: row.int(0), submission: submission, id: MessageID(UInt64(bitPattern: row.int(2))),
          mobile: row.text(3), stat: row.text(4), due: Instant(milliseconds: row.int(5)),
          task: last?.task ?? 0, extno: last?.extno ?? "")),
      dialect: last?.dialect, goesAfterNext: row.int(6) == Route.pushAfterNext.rawValue)
  }

  private static func reply(_ row: borrowing HotRow) -> WaitingItem {
    WaitingItem(
      content: .reply(
        TakenReply(
          row: row.int(0), id: MessageID(UInt64(bitPattern: row.int(1))), mobile: row.text(2),
          extno: row.text(3), content: row.text(4), due: Instant(milliseconds: row.int(5)))),
      dialect: row.optionalText(6), partsDone: Int(row.int(7)))
  }
}

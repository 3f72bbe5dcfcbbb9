internal import GRDB

/// What the submissions of one request share.
struct SubmissionHead {
  var account: Int64
  var request: Int64
  var dialect: String
  var task: Int64
  /// When it is sent on.
  var at: Instant
  /// When it was submitted, if that was earlier.
  var submittedAt: Instant?
  var extno: String
  var media: Media
  /// The account's rules that were tried on it.
  var triedRules = AccountRuleSet()
  /// The scenario's rules that it fitted, packed; nil: none.
  var rules: String?
}

/// One number's row.
struct MessageRow {
  var id: MessageID
  var mobile: String
  var refusal: NumberRefusal?
  var stat: String?
  var due: Instant?
  var route = Route.pull
  var findings = NumberFindings()
  /// Reports beside the first; their place in time is their own.
  var copies: [MessageCopy] = []
}

/// One more report of a message.
struct MessageCopy {
  var id: MessageID
  var stat: String
  var due: Instant
  var route: Route
  /// Nil: the message's own.
  var task: Int64?
}

extension Store {
  /// One text and its numbers: a row, whose id it gives, and a narrow row a number.
  func insert(
    _ head: SubmissionHead, content: String, segments: Int, price: Int64, messages: [MessageRow]
  ) throws -> Int64 {
    let row = try hot { statements in
      try run(head, content: content, segments: segments, price: price, statements)
      let message = statements.insertMessage
      let submissionRow = statements.lastInsertedRow
      message.bind(submissionRow, at: 1)
      message.bind(head.account, at: 2)
      message.bind(head.media.rawValue, at: 3)
      for row in messages {
        message.bind(Int64(bitPattern: row.id.value), at: 4)
        message.bind(row.mobile, at: 5)
        message.bind(row.refusal?.text, at: 6)
        message.bind(row.stat, at: 7)
        message.bind(row.due?.milliseconds, at: 8)
        message.bind(row.route.rawValue, at: 9)
        message.bind(Int64?.none, at: 10)
        message.bind(nextMessage(), at: 11)
        message.bind(row.findings.packed, at: 12)
        try message.run()
        guard !row.copies.isEmpty else { continue }
        try insertCopies(of: row, head, submission: submissionRow, statements)
        message.bind(submissionRow, at: 1)
      }
      return submissionRow
    }
    noteInserted(messages.count)
    return row
  }

  private func run(
    _ head: SubmissionHead, content: String, segments: Int, price: Int64,
    _ statements: HotStatements
  ) throws {
    let submission = statements.insertSubmission
    submission.bind(head.account, at: 1)
    submission.bind(head.request, at: 2)
    submission.bind(head.dialect, at: 3)
    submission.bind(head.task, at: 4)
    submission.bind(head.at.milliseconds, at: 5)
    submission.bind(head.extno, at: 6)
    submission.bind(Int64(segments), at: 7)
    submission.bind(price, at: 8)
    submission.bind(content, at: 9)
    submission.bind(head.submittedAt?.milliseconds, at: 10)
    submission.bind(head.triedRules.bits, at: 11)
    submission.bind(head.rules, at: 12)
    try submission.run()
  }

  /// Right behind the message; one with another task in a submission of its own.
  private func insertCopies(
    of row: MessageRow, _ head: SubmissionHead, submission: Int64, _ statements: HotStatements
  ) throws {
    let message = statements.insertMessage
    let original = newestMessage
    message.bind(String?.none, at: 6)
    message.bind(Int64?.none, at: 12)
    for copy in row.copies {
      let shadow = try copy.task.map { try insertShadow(of: head, task: $0, statements) }
      message.bind(shadow ?? submission, at: 1)
      message.bind(Int64(bitPattern: copy.id.value), at: 4)
      message.bind(row.mobile, at: 5)
      message.bind(copy.stat, at: 7)
      message.bind(copy.due.milliseconds, at: 8)
      message.bind(copy.route.rawValue, at: 9)
      message.bind(original, at: 10)
      message.bind(nextMessage(), at: 11)
      try message.run()
    }
    noteInserted(row.copies.count)
  }

  /// A submission that was never made, for a report of a message that is none.
  private func insertShadow(
    of head: SubmissionHead, task: Int64, _ statements: HotStatements
  ) throws -> Int64 {
    var shadow = head
    shadow.task = task
    try run(shadow, content: "", segments: 0, price: 0, statements)
    return statements.lastInsertedRow
  }

  /// The frames of a multimedia message.
  func insert(_ multimedia: Multimedia, submission: Int64) throws {
    try write { db in
      for (frameIndex, frame) in multimedia.frames.enumerated() {
        for (partIndex, part) in frame.parts.enumerated() {
          try db.cachedStatement(
            sql: """
              INSERT INTO multimedia (submission, frame, place, seconds, type, data)
              VALUES (?, ?, ?, ?, ?, ?)
              """
          ).execute(arguments: [
            submission, frameIndex, partIndex, frame.seconds, part.type, Self.data(part.data),
          ])
        }
      }
    }
  }

  /// When and to whom the accepted messages of an account were submitted in a span of time, the oldest
  /// first.
  func acceptedMessages(
    of account: Int64, after start: Instant, until end: Instant
  ) throws -> [(mobile: String, at: Instant)] {
    try queue.inDatabase { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT mobile, coalesce(submitted_at, at) AS submitted
          FROM message JOIN submission ON submission.id = message.submission
          WHERE message.account = ? AND refusal IS NULL AND copy_of IS NULL
            AND submitted > ? AND submitted <= ?
          ORDER BY message.id
          """, arguments: [account, start.milliseconds, end.milliseconds]
      ).map { ($0["mobile"], Instant(milliseconds: $0["submitted"])) }
    }
  }

  /// Hands out, once, the reports that are due, the earliest first.
  func takeReports(
    of account: Int64, _ pull: ReportPull, dueBy time: Instant, request: Int64
  ) throws -> [TakenReport] {
    try hot { statements in
      var taken: [TakenReport] = []
      let take = pull.task == nil ? statements.takeReports : statements.takeReportsOfTask
      take.bind(time.milliseconds, at: 1)
      take.bind(request, at: 2)
      take.bind(account, at: 3)
      take.bind(time.milliseconds, at: 4)
      take.bind(Int64(pull.limit), at: 5)
      take.bind(pull.media.rawValue, at: 6)
      if let task = pull.task { take.bind(task, at: 7) }
      try take.forEachRow { row in
        taken.append(
          TakenReport(
            row: row.int(0), submission: row.int(1),
            id: MessageID(UInt64(bitPattern: row.int(2))), mobile: row.text(3),
            stat: row.text(4), due: Instant(milliseconds: row.int(5))))
      }
      // RETURNING gives rows in no set order.
      taken.sort { ($0.due, $0.row) < ($1.due, $1.row) }
      try addSubmissions(to: &taken, statements)
      return taken
    }
  }

  /// Hands out, once, the replies that are due, the earliest first.
  func takeReplies(
    of account: Int64, dueBy time: Instant, limit: Int, request: Int64
  ) throws -> [TakenReply] {
    try hot { statements in
      var taken: [TakenReply] = []
      let take = statements.takeReplies
      take.bind(time.milliseconds, at: 1)
      take.bind(request, at: 2)
      take.bind(account, at: 3)
      take.bind(time.milliseconds, at: 4)
      take.bind(Int64(limit), at: 5)
      try take.forEachRow { row in
        taken.append(
          TakenReply(
            row: row.int(0), id: MessageID(UInt64(bitPattern: row.int(1))), mobile: row.text(2),
            extno: row.text(3), content: row.text(4), due: Instant(milliseconds: row.int(5))))
      }
      taken.sort { ($0.due, $0.row) < ($1.due, $1.row) }
      return taken
    }
  }

  /// - Returns: its row.
  @discardableResult
  func insertReply(
    account: Int64, id: MessageID, mobile: String, extno: String, content: String, at: Instant,
    due: Instant, dialect: String?, route: Route
  ) throws -> Int64 {
    let row = try write { db in
      // Bound as bytes: a text with a NUL would be cut there.
      try db.execute(
        sql: """
          INSERT INTO reply (account, mid, mobile, extno, content, at, due, dialect, route)
          VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?)
          """,
        arguments: [
          account, Int64(bitPattern: id.value), mobile, extno, Self.data(Array(content.utf8)),
          at.milliseconds, due.milliseconds, dialect, route.rawValue,
        ])
      return db.lastInsertedRowID
    }
    noteReplies(1)
    return row
  }

  /// Most rows come from few submissions, one after the other.
  private func addSubmissions(to taken: inout [TakenReport], _ statements: HotStatements) throws {
    var known: [Int64: (task: Int64, extno: String)] = [:]
    for index in taken.indices {
      let submission = taken[index].submission
      if known[submission] == nil {
        statements.submissionOfMessage.bind(submission, at: 1)
        try statements.submissionOfMessage.forEachRow {
          known[submission] = ($0.int(0), $0.text(1))
        }
      }
      guard let found = known[submission] else { continue }
      taken[index].task = found.task
      taken[index].extno = found.extno
    }
  }
}

/// A report's row, as it was handed out.
struct TakenReport {
  var row: Int64
  var submission: Int64
  var id: MessageID
  var mobile: String
  var stat: String
  var due: Instant
  var task: Int64 = 0
  var extno = ""
}

/// A reply's row, as it was handed out.
struct TakenReply {
  var row: Int64
  var id: MessageID
  var mobile: String
  var extno: String
  var content: String
  var due: Instant
}

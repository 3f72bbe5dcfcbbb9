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

/// A submission, as it goes into its table.
struct SubmissionRow: InsertedRow {
  var id: Int64
  var head: SubmissionHead
  var content: String
  var segments: Int
  var price: Int64

  static let table = "submission"
  static let columns = [
    "id", "account", "request", "dialect", "task", "at", "extno", "segments", "price", "content",
    "submitted_at", "tried", "rules",
  ]

  func bind(to statement: HotStatement, from first: Int32) {
    statement.bind(id, at: first)
    statement.bind(head.account, at: first + 1)
    statement.bind(head.request, at: first + 2)
    statement.bind(head.dialect, at: first + 3)
    statement.bind(head.task, at: first + 4)
    statement.bind(head.at.milliseconds, at: first + 5)
    statement.bind(head.extno, at: first + 6)
    statement.bind(Int64(segments), at: first + 7)
    statement.bind(price, at: first + 8)
    statement.bind(content, at: first + 9)
    statement.bind(head.submittedAt?.milliseconds, at: first + 10)
    statement.bind(head.triedRules.bits, at: first + 11)
    statement.bind(head.rules, at: first + 12)
  }
}

/// A number's row, or one more report of it, as it goes into its table.
struct InsertedMessage: InsertedRow {
  var id: Int64
  var submission: Int64
  var account: Int64
  var media: Media
  var row: MessageRow
  /// Of one more report: the message that it is of.
  var original: Int64?

  static let table = "message"
  static let columns = [
    "id", "submission", "account", "media", "mid", "mobile", "refusal", "stat", "due", "route",
    "copy_of", "findings",
  ]

  func bind(to statement: HotStatement, from first: Int32) {
    statement.bind(id, at: first)
    statement.bind(submission, at: first + 1)
    statement.bind(account, at: first + 2)
    statement.bind(media.rawValue, at: first + 3)
    statement.bind(Int64(bitPattern: row.id.value), at: first + 4)
    statement.bind(row.mobile, at: first + 5)
    statement.bind(row.refusal?.text, at: first + 6)
    statement.bind(row.stat, at: first + 7)
    statement.bind(row.due?.milliseconds, at: first + 8)
    statement.bind(row.route.rawValue, at: first + 9)
    statement.bind(original, at: first + 10)
    statement.bind(row.findings.packed, at: first + 11)
  }
}

extension Store {
  /// One text and its numbers: a row, whose id it gives, and a narrow row a number.
  func insert(
    _ head: SubmissionHead, content: String, segments: Int, price: Int64, messages: [MessageRow]
  ) throws -> Int64 {
    let submission = nextSubmission()
    try insert { statements in
      try statements.insert(
        SubmissionRow(
          id: submission, head: head, content: content, segments: segments, price: price))
      for row in messages {
        let id = nextMessage()
        try statements.insert(
          InsertedMessage(
            id: id, submission: submission, account: head.account, media: head.media, row: row))
        for copy in row.copies {
          try insert(copy, of: row, message: id, head, submission: submission, statements)
        }
      }
    }
    noteInserted(messages.reduce(messages.count) { $0 + $1.copies.count })
    return submission
  }

  /// Right behind the message; one with another task in a submission of its own.
  private func insert(
    _ copy: MessageCopy, of row: MessageRow, message: Int64, _ head: SubmissionHead,
    submission: Int64, _ statements: HotStatements
  ) throws {
    var submission = submission
    if let task = copy.task {
      // A submission that was never made, for a report of a message that is none.
      var shadow = head
      shadow.task = task
      submission = nextSubmission()
      try statements.insert(
        SubmissionRow(id: submission, head: shadow, content: "", segments: 0, price: 0))
    }
    let report = MessageRow(
      id: copy.id, mobile: row.mobile, stat: copy.stat, due: copy.due, route: copy.route)
    try statements.insert(
      InsertedMessage(
        id: nextMessage(), submission: submission, account: head.account, media: head.media,
        row: report, original: message))
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
    try read { db in
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

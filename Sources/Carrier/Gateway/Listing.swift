/// What a list is narrowed to. All that is given must hold; nil holds for any.
package struct ListFilter: Sendable {
  package var scenario: String?
  /// The whole name.
  package var account: String?
  /// A number, whatever stands before its eleven digits, or a glob of `*` and `?` over them.
  package var mobile: String?
  /// A part of the text.
  package var content: String?
  package var dialect: String?
  /// A part of the number, the text or the account.
  package var anywhere: String?
  /// Numbers above this one.
  package var since: Int64?
  /// By its raw value.
  package var state: String?
  /// Of reports: only those that the client has, by a pull or by a push that it acknowledged.
  package var isTaken = false

  package init() {}

  /// Whether all that there is fits, but for the scenario's.
  var isEmpty: Bool {
    account == nil && mobile == nil && content == nil && dialect == nil
      && anywhere == nil && since == nil && state == nil
  }
}

/// Which part of a list is wanted.
package struct ListWindow: Sendable {
  package var limit: Int
  /// Numbers below this one; nil: from the newest on.
  package var before: Int64?
  /// What matched when the first part was asked for; nil: this is the first. What comes later is in
  /// none of the further parts, so that this holds for all of them.
  package var total: Int?

  package init(limit: Int, before: Int64? = nil, total: Int? = nil) {
    self.limit = limit
    self.before = before
    self.total = total
  }
}

/// A part of a list.
package struct Listing<Item: Sendable>: Sendable {
  package var items: [Item]
  /// How many match in all.
  package var total: Int
  /// What the next part comes before; nil: this is the last.
  package var next: Int64?

  package init(items: [Item], total: Int, next: Int64?) {
    self.items = items
    self.total = total
    self.next = next
  }
}

/// What has become of a report or a reply.
package enum DeliveryState: String, Sendable, CaseIterable {
  /// Not due yet.
  case pending
  /// Waiting to be pulled or pushed.
  case due
  /// By a pull.
  case taken
  /// Pushed, and acknowledged.
  case pushed
  /// Its pushes were given up; it waits for a pull.
  case failed
}

/// What has become of a message: the state of its report, where it has one.
package enum MessageState: String, Sendable, CaseIterable {
  case refused
  /// Not sent on yet.
  case scheduled
  case pending, due, taken, pushed, failed
  /// Sent on, and no report comes.
  case noReport = "no_report"
}

/// Who took something, or had it pushed.
package struct Delivery: Sendable {
  package var state: String
  package var due: LocalTime
  package var takenAt: LocalTime?
  /// The number of the request that pulled it.
  package var takenBy: Int64?
  /// The last push that it was part of.
  package var push: Int64?
}

/// One number's message in a list.
package struct MessageItem: Sendable {
  package struct Report: Sendable {
    package var stat: String
    package var due: LocalTime
    package var state: String
  }

  package var id: Int64
  package var mid: MessageID
  package var task: Int64
  package var account: String
  package var scenario: String
  package var dialect: String
  /// As sent.
  package var mobile: String
  package var content: String
  package var extno: String
  package var segments: Int
  /// For one number.
  package var price: Int64
  /// When it was, or will be, sent on.
  package var at: LocalTime
  package var submittedAt: LocalTime
  /// A condition's name or a code; nil: accepted.
  package var refusal: String?
  /// Its own report; nil: none comes.
  package var report: Report?
  package var state: String
  package var twins = MessageTwins()
}

/// Everything of a message.
package struct MessageDetail: Sendable {
  package var item: MessageItem
  /// The number of the request that submitted it.
  package var request: Int64
  package var media: Media
  /// Its own first.
  package var reports: [ReportItem]
  package var frames: [Multimedia.Frame]
}

/// A report in a list.
package struct ReportItem: Sendable {
  package var id: Int64
  /// The number of the message it is about.
  package var message: Int64
  /// What it says that it is about.
  package var mid: MessageID
  package var account: String
  package var scenario: String
  package var mobile: String
  package var stat: String
  package var delivery: Delivery
}

/// A text of a handset in a list.
package struct ReplyItem: Sendable {
  package var id: Int64
  package var mid: MessageID
  package var account: String
  package var scenario: String
  package var mobile: String
  package var extno: String
  package var content: String
  /// When it was sent.
  package var at: LocalTime
  package var delivery: Delivery
}

extension MessageID {
  /// Sixteen hexadecimal digits in upper case.
  package var text: String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

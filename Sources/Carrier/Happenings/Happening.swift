/// Something that happened, told once it is stored: to those who wait for it, and to those who listen.
///
/// One for each request rather than for each number, and nothing of it is put into words here: telling
/// costs a request no more than handing over what it has made anyway. Each is a reference where it is kept
/// and handed on.
package enum Happening: Sendable {
  /// Messages were submitted, those included whose number was refused.
  case submitted(SubmissionNote)
  /// A client pulled reports.
  indirect case reportsTaken(ReportsNote)
  /// A client pulled replies.
  indirect case repliesTaken(RepliesNote)
  /// The control API made a report by hand.
  indirect case reportMade(ReportItem, Occasion)
  /// A handset sent a text (MO), or will: see its due time.
  indirect case replied(ReplyNote)
  /// An attempt to push has ended.
  indirect case pushed(PushNote)
  /// Held pushes were let go.
  indirect case released(count: Int)
  /// The control API had a push tried once more.
  indirect case pushedAgain(push: Int64, Occasion)
  /// A world was made, replaced, reset or removed.
  indirect case worldChanged(WorldNote)
  indirect case clockMoved(ClockNote)
  /// The control API changed an account's settings.
  indirect case accountChanged(Occasion)
  /// A client's request was decided.
  indirect case served(RequestNote)
}

/// Whose it was and when.
package struct Occasion: Sendable {
  package var scenario: String
  package var account: String
  var at: Instant
  var calendar: LocalCalendar

  /// By the scenario's clock.
  package var time: LocalTime { localTime(of: at) }

  func localTime(of instant: Instant) -> LocalTime {
    var calendar = calendar
    return calendar.localTime(of: instant)
  }
}

/// What became of a submission.
package final class SubmissionNote: Sendable {
  struct Part: Sendable {
    var content: String
    var segments: Int
    /// For one number.
    var price: Int64
    /// The number of the first message's row; each takes one, and each of its copies.
    var firstRow: Int64
    var rows: [MessageRow]
  }

  package let occasion: Occasion
  package let dialect: String
  /// The number of the request.
  package let request: Int64
  package let task: Int64
  package let extno: String
  package let media: Media
  /// How many messages it has.
  package let count: Int
  /// Later than the occasion for one that is scheduled.
  let sendsAt: Instant
  /// Of one that is kept for long, the first of them.
  let parts: [Part]

  init(_ head: SubmissionHead, _ parts: [Part], of account: Account, at time: Instant) {
    occasion = Occasion(account, at: time)
    dialect = head.dialect
    request = head.request
    task = head.task
    extno = head.extno
    media = head.media
    count = parts.reduce(0) { $0 + $1.rows.count }
    sendsAt = head.at
    self.parts = parts
  }

  init(_ whole: SubmissionNote, _ parts: [Part]) {
    occasion = whole.occasion
    dialect = whole.dialect
    request = whole.request
    task = whole.task
    extno = whole.extno
    media = whole.media
    count = whole.count
    sendsAt = whole.sendsAt
    self.parts = parts
  }
}

/// One number's message of a submission.
package struct MessageNote: Sendable {
  package struct Report: Sendable {
    package var stat: String
    package var due: LocalTime
  }

  package var id: Int64
  package var mid: MessageID
  package var mobile: String
  package var content: String
  package var segments: Int
  package var price: Int64
  package var refusal: String?
  package var report: Report?
  /// As it stood then.
  package var state: MessageState
}

/// Reports that were pulled.
package struct ReportsNote: Sendable {
  package var occasion: Occasion
  package var request: Int64
  /// How many were taken.
  package var count: Int
  var reports: [TakenReport]
}

/// Replies that were pulled.
package struct RepliesNote: Sendable {
  package var occasion: Occasion
  package var request: Int64
  /// How many were taken.
  package var count: Int
  var replies: [TakenReply]
}

/// A handset's text.
package struct ReplyNote: Sendable {
  package var occasion: Occasion
  package var id: Int64
  package var mid: MessageID
  package var mobile: String
  package var extno: String
  package var content: String
  var due: Instant
}

/// An attempt to push, and what it makes of the push.
package struct PushNote: Sendable {
  package var occasion: Occasion
  package var id: Int64
  package var url: String
  package var style: String
  package var state: PushRecord.State
  /// Which attempt it was, from 1.
  package var attempt: Int
  /// What the receiver answered; nil: it did not.
  package var status: Int?
  package var error: String?
  package var milliseconds: Int64
  /// How many reports and replies it brings.
  package var count: Int
  var nextAt: Instant?
  var rows: [PushedRow]
  var items: [PushItem]
}

/// A world that is not what it was.
package struct WorldNote: Sendable {
  package enum Change: String, Sendable {
    case made, replaced, reset, removed
  }

  package var scenario: String
  package var change: Change
}

/// Where a clock was moved to.
package struct ClockNote: Sendable {
  package var scenario: String
  package var time: LocalTime
  package var isRunning: Bool
}

/// A client's request.
package struct RequestNote: Sendable {
  package enum Outcome: Sendable {
    case carriedOut
    case refused(Condition)
    /// A fault of a rule kept it from being carried out.
    case notCarriedOut
  }

  package var request: Int64
  /// Nil where no account of the request's name is known.
  package var scenario: String?
  /// As the request names it.
  package var account: String?
  package var dialect: String
  package var operation: Operation.Name?
  package var outcome: Outcome
  package var time: LocalTime?

  /// What it was refused for.
  package var condition: Condition? {
    if case .refused(let condition) = outcome { condition } else { nil }
  }
}

/// Something that happened, told once it is stored: to those who wait for it, and to those who listen.
///
/// One for each request rather than for each number, and nothing of it is put into words here: telling
/// costs a request no more than handing over what it has made anyway. Indirect, so that it is a reference
/// where it is kept and handed on.
package indirect enum Happening: Sendable {
  /// Messages were submitted, those included whose number was refused.
  case submitted(SubmissionNote)
  /// A client pulled reports.
  case reportsTaken(ReportsNote)
  /// A client pulled replies.
  case repliesTaken(RepliesNote)
  /// The control API made a report by hand.
  case reportMade(ReportItem, Occasion)
  /// A handset sent a text (MO), or will: see its due time.
  case replied(ReplyNote)
  /// An attempt to push has ended.
  case pushed(PushNote)
  /// Held pushes were let go.
  case released(count: Int)
  /// A world was made, replaced, reset or removed.
  case worldChanged(WorldNote)
  case clockMoved(ClockNote)
  /// The control API changed an account's settings.
  case accountChanged(Occasion)
  /// A client's request was decided.
  case served(RequestNote)
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
package struct SubmissionNote: Sendable {
  struct Part: Sendable {
    var content: String
    var segments: Int
    /// For one number.
    var price: Int64
    /// The number of the first message's row; each takes one, and each of its copies.
    var firstRow: Int64
    var rows: [MessageRow]
  }

  package var occasion: Occasion
  package var dialect: String
  /// The number of the request.
  package var request: Int64
  package var task: Int64
  package var extno: String
  package var media: Media
  /// How many messages it has.
  package var count: Int
  /// Later than the occasion for one that is scheduled.
  var sendsAt: Instant
  var parts: [Part]
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

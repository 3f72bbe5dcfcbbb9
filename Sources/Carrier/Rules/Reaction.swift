/// What a rule does to a request. For each field the first matching rule that has it decides.
struct Reaction: Sendable, Equatable {
  /// The whole request is refused.
  var reject: RefusalPlan?
  /// Each matching number is refused, or accepted; in dialects that refuse no single number as
  /// ``reject``.
  var result: RefusalPlan?
  /// Of each matching number; empty: none comes. One after the other as they stand here.
  var reports: [ReportPlan]?
  /// Of each matching number: the handset answers.
  var reply: ReplyPlan?
  /// Before the answer, by the scenario's clock.
  var delay: ClosedRange<TimeSpan>?
  /// To the answer.
  var fault: Fault?
  /// To the pushes of each matching number.
  var push: PushPlan?
}

/// What a refusal is to say.
enum RefusalPlan: Sendable, Equatable {
  /// `ok` stands for "not refused": it keeps later rules from refusing.
  case condition(Condition)
  /// As it stands in the dialect's table, or not.
  case code(Int)
  /// Where the dialect has a place for words.
  case text(String)
}

/// The handset's answer to a message (MO).
struct ReplyPlan: Sendable, Equatable {
  var content: String
  /// After the message was sent on.
  var after = TimeSpan.seconds(1)...TimeSpan.seconds(1)
  /// Whose handset answers; nil: the one the message went to.
  var mobile: String?
  /// What it is sent to; nil: the access code of the message.
  var extno: String?
}

/// What goes wrong with an answer on its way.
package enum Fault: Sendable, Equatable {
  /// The connection is closed without an answer. Nothing is stored or charged.
  case drop
  /// A TCP reset. Nothing is stored or charged.
  case reset
  /// 200 without a body. Stored and charged.
  case empty
  /// 200 with bytes that mean nothing. Stored and charged.
  case garbage
  /// Half the body, and then the connection is closed. Stored and charged.
  case truncate
  /// Never answered. Nothing is stored or charged.
  case stall
  /// A TCP reset after all was stored and charged.
  case loseAnswer
  /// Another HTTP status. Nothing is stored or charged.
  case http(Int)

  /// Whether the request is carried out all the same.
  package var isCarriedOut: Bool {
    switch self {
    case .drop, .reset, .stall, .http: false
    case .empty, .garbage, .truncate, .loseAnswer: true
    }
  }
}

/// What goes wrong with the pushes of a message.
enum PushPlan: String, Sendable, CaseIterable {
  /// Not before they are let go.
  case hold
  /// Twice.
  case duplicate
  /// After the next one's.
  case reorder
}

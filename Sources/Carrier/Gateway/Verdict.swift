/// What the carrier decided of a request: what to say, and how to behave while saying it.
package struct Decision: Sendable {
  /// Nil where a fault keeps the request from being carried out.
  package var verdict: Verdict?
  package var behaviour: Behaviour
  /// Where it was decided; nil: there is no world at all.
  package var setting: Setting?
  /// By that world's clock.
  package var time: LocalTime
  /// Why it came out so; ``Gateway/explain(_:_:)`` puts it into words.
  package var trace: DecisionTrace

  /// The world that decided, at its time.
  package struct Setting: Sendable {
    package var world: WorldID
    /// By its clock.
    package var time: Instant
    /// By the machine's.
    package var now: Instant
    /// The scenario's name; nil where the request named no account that there is, and the first
    /// world stood in.
    package var scenario: String?
  }
}

/// How to behave while answering.
package struct Behaviour: Sendable {
  /// When to answer, by the world's clock; nil: at once.
  package var notBefore: Instant?
  package var fault: Fault?
  /// What ``Fault/garbage`` sends.
  package var garbage: [UInt8] = []
  /// Whether a report of the request is to be pushed before its answer leaves; the request's
  /// number names them.
  package var waitsForPushes = false
  /// The world whose clock and whose reset this follows.
  package var world: WorldID?

  /// An answer at once and whole.
  package static let plain = Behaviour()

  package var isPlain: Bool { notBefore == nil && fault == nil && !waitsForPushes }
}

/// Names a world as it was made: one that is reset or replaced gets another.
package struct WorldID: Sendable, Hashable {
  let value: UInt64
}

/// What the carrier decided of an operation: what to say, in which wire settings, and when.
package struct Verdict: Sendable {
  package var outcome: Outcome
  /// The switches of the world that the account belongs to.
  package var wire: WireSettings
  /// The time by the clock of that world.
  package var time: LocalTime
}

/// What to say, before a dialect puts it into its own words.
package enum Outcome: Sendable {
  case refused(Refusal)
  case submitted(Receipt)
  case balance(AccountStatement)
  case reports([DeliveryReport], AccountStatement)
  case replies([Reply], AccountStatement)
  case keywordsAbsent
  case passwordChanged
}

/// Why a request is refused. A business answer, never thrown.
package struct Refusal: Error, Sendable, Equatable {
  package var condition: Condition
  /// What in the request is meant, where the answer names it: the keywords found.
  package var words: [String] = []
  /// What a rule wants said in place of the condition's own code or words.
  package var wording: Wording?

  package enum Wording: Sendable, Equatable {
    case code(Int)
    case text(String)
  }

  package init(_ condition: Condition, words: [String] = [], wording: Wording? = nil) {
    self.condition = condition
    self.words = words
    self.wording = wording
  }
}

extension Outcome {
  /// In a few words, for a log: no text, no number, no password.
  package var summary: String {
    switch self {
    case .refused(let refusal): "refused, \(refusal.condition.rawValue)"
    case .submitted(let receipt):
      "task \(receipt.task), \(receipt.numbers.count) numbers\(receipt.refusals)"
    case .balance: "balance"
    case .reports(let reports, _): "\(reports.count) reports"
    case .replies(let replies, _): "\(replies.count) replies"
    case .keywordsAbsent: "no keywords"
    case .passwordChanged: "password changed"
    }
  }
}

extension Receipt {
  /// Which refusals there are, and how many of each; empty without any.
  fileprivate var refusals: String {
    let counts = numbers.compactMap(\.refusal).reduce(into: [String: Int]()) {
      $0[$1.text, default: 0] += 1
    }
    guard !counts.isEmpty else { return "" }
    return ", refused: "
      + counts.map { "\($0.value) \($0.key)" }.sorted().joined(separator: ", ")
  }
}

/// How an account stands.
package struct AccountStatement: Sendable {
  package struct Product: Sendable {
    package var id: String
    package var balance: Int64
  }

  package var account: String
  package var billing: AccountSettings.Billing
  /// In the account's own unit; below zero only where it is postpaid.
  package var balance: Int64
  /// All that was ever paid in.
  package var paidIn: Int64
  /// In the order of the settings; where the account has none, one on its own balance.
  package var products: [Product]
}

/// What became of a submission's numbers, in their order.
package struct Receipt: Sendable {
  package struct Number: Sendable {
    package var id: MessageID
    /// As sent.
    package var mobile: String
    /// Nil: accepted.
    package var refusal: NumberRefusal?
  }

  /// One for each request, decimal on the wire.
  package var task: Int64
  package var numbers: [Number]
  /// After the charge.
  package var balance: Int64
}

/// Why a number is refused.
package enum NumberRefusal: Sendable, Hashable {
  case condition(Condition)
  /// A rule's, in the dialect's own terms.
  case code(Int)

  /// The condition's name, or the code.
  package var text: String {
    switch self {
    case .condition(let condition): condition.rawValue
    case .code(let code): String(code)
    }
  }

  /// Reads what ``text`` wrote.
  init(text: String) {
    self = Condition(rawValue: text).map { .condition($0) } ?? .code(Int(text) ?? 0)
  }
}

/// What names a message on the wire.
package struct MessageID: Sendable, Hashable {
  package let value: UInt64

  package init(_ value: UInt64) {
    self.value = value
  }
}

/// A report that has been handed out.
package struct DeliveryReport: Sendable {
  package var id: MessageID
  package var task: Int64
  /// As sent.
  package var mobile: String
  package var extno: String
  package var stat: String
  /// When it fell due.
  package var time: LocalTime

  package init(
    id: MessageID, task: Int64, mobile: String, extno: String, stat: String, time: LocalTime
  ) {
    self.id = id
    self.task = task
    self.mobile = mobile
    self.extno = extno
    self.stat = stat
    self.time = time
  }
}

/// A text from a handset (MO) that has been handed out.
package struct Reply: Sendable {
  package var id: MessageID
  package var mobile: String
  package var extno: String
  package var content: String
  /// When it fell due.
  package var time: LocalTime

  package init(id: MessageID, mobile: String, extno: String, content: String, time: LocalTime) {
    self.id = id
    self.mobile = mobile
    self.extno = extno
    self.content = content
    self.time = time
  }
}

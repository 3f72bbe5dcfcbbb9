package import Carrier
package import HTTP

/// A request to a dialect and what became of it, as it came: nothing is decoded or put into words
/// before somebody reads it.
///
/// An object, as it is handed on and kept with all that hangs on it. Only its answer's fate moves.
package final class JournalRecord {
  /// What became of the answer.
  package enum Fate: Sendable, Equatable {
    /// It is held, by a delay, for a push, or for ever.
    case held
    /// It left, or was cut as its fault wanted, after so many nanoseconds.
    case left(after: Int64)
    /// Its client, or its world, had gone before.
    case abandoned
    /// The store failed: nothing of the request was kept, and the answer is 503.
    case failed
  }

  /// How much of the answer goes out.
  package enum Extent: String, Sendable {
    case whole, half, none
  }

  package let number: Int64
  package let request: HTTPRequest
  /// The machine's time when it came.
  package let received: Instant
  /// The same in nanoseconds of a clock for lengths of time.
  package let started: Int64

  package let dialect: DialectPolicy
  package let operation: Operation.Name?
  package let account: String?
  /// What its texts were read in.
  package let charset: Charset
  /// What the carrier decided; nil where the store failed before.
  package let decision: Decided?
  /// The answer whole, whatever left of it.
  package let answer: HTTPResponse?
  package let extent: Extent
  package internal(set) var fate: Fate

  package struct Decided: Sendable {
    package var scenario: String?
    /// By the scenario's clock.
    package var time: LocalTime
    /// Nil where a fault kept it from being carried out.
    package var outcome: OutcomeDigest?
    package var fault: Fault?
    package var trace: DecisionTrace
    /// Rows that it made, from the one behind the first to the last.
    package var rows: (after: Int64, last: Int64)

    package init(_ decision: borrowing Decision, rows: (after: Int64, last: Int64)) {
      scenario = decision.setting?.scenario
      time = decision.time
      outcome = decision.verdict.map { OutcomeDigest($0.outcome) }
      fault = decision.behaviour.fault
      trace = decision.trace
      self.rows = rows
    }
  }

  package init(
    number: Int64, request: HTTPRequest, received: Instant, started: Int64,
    operation: borrowing Operation, charset: Charset, decision: Decided? = nil,
    answer: HTTPResponse? = nil, extent: Extent = .whole, fate: Fate = .held
  ) {
    self.number = number
    self.request = request
    self.received = received
    self.started = started
    dialect = operation.policy
    self.operation = operation.name
    account = operation.credentials.account
    self.charset = charset
    self.decision = decision
    self.answer = answer
    self.extent = extent
    self.fate = fate
  }

  /// What it keeps in memory, about.
  var byteCount: Int {
    512 + request.target.bytes.count + request.headers.block.count + request.body.count
      + (answer?.body.count ?? 0)
  }
}

@available(*, unavailable)
extension JournalRecord: Sendable {}

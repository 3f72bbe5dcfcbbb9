internal import Carrier
internal import HTTP

/// A request to a dialect and what became of it, as it came: nothing is decoded or put into words
/// before somebody reads it.
struct JournalRecord: Sendable {
  var head: JournalHead
  var request: HTTPRequest
  /// The answer whole, whatever left of it.
  var answer: HTTPResponse?
}

/// What a journal keeps of a request beside its bytes and its answer's.
package struct JournalHead: Sendable {
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

  var number: Int64
  /// The machine's time when it came.
  var received: Instant
  /// The same in nanoseconds of a clock for lengths of time.
  var started: Int64

  var dialect: DialectPolicy
  var operation: Operation.Name?
  var account: String?
  /// What its texts were read in.
  var charset: Charset
  /// What the carrier decided; nil where the store failed before.
  var decision: Decided?
  var extent: Extent
  var fate: Fate

  package struct Decided: Sendable {
    var scenario: String?
    /// By the scenario's clock.
    var time: LocalTime
    /// Nil where a fault kept it from being carried out.
    var outcome: OutcomeDigest?
    var fault: Fault?
    var trace: DecisionTrace
    /// Rows that it made, from the one behind the first to the last.
    var rows: (after: Int64, last: Int64)
  }

  init(
    _ arrival: Journal.Arrival, _ operation: Operation, charset: Charset, _ decision: Decided?,
    _ extent: Extent, _ fate: Fate
  ) {
    (number, received, started) = (arrival.number, arrival.received, arrival.started)
    dialect = operation.policy
    self.operation = operation.name
    account = operation.credentials.account
    self.charset = charset
    self.decision = decision
    self.extent = extent
    self.fate = fate
  }
}

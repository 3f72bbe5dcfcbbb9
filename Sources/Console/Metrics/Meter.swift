package import Carrier

/// Counts what the gateway does, for `/__mock/metrics`.
///
/// Made for the hot path: a request costs one look at a small list of dialects and one addition in an
/// array. Labels are put together when somebody asks for them. Counted at the turn's end, as only
/// then it is known whether the turn was stored.
///
/// Times are nanoseconds of a clock that only goes forward.
package final class Meter {
  /// A dialect, as far as labels go.
  package struct Dialect {
    package var policy: DialectPolicy
    /// What its good answers to requests have as their code.
    package var goodCode: String
    /// What its answers to refused requests have as their code, or their text where they have none.
    package var code: (Condition) -> String

    package init(
      policy: DialectPolicy, goodCode: String, code: @escaping (Condition) -> String
    ) {
      self.policy = policy
      self.goodCode = goodCode
      self.code = code
    }
  }

  let dialects: [Dialect]
  /// When the process started, by the machine's clock.
  let startedAt: Instant
  /// Connections of clients that are open; what the owner of the listeners puts here.
  package var openConnections: () -> Int = { 0 }

  private(set) var requests: RequestTally
  /// Messages by dialect: accepted ones, and refused ones.
  private(set) var messages: [(accepted: UInt64, refused: UInt64)]
  /// From a whole request to its answer, stored; by dialect.
  private(set) var latencies: [DurationHistogram]
  private(set) var turns = DurationHistogram()

  private struct Arrival {
    var dialect: Int
    var slot: Int
    var at: Int64
    var accepted = 0
    var refused = 0
  }

  private var arrivals: [Arrival] = []
  private var turnBeganAt: Int64?

  package init(dialects: [Dialect], startedAt: Instant) {
    self.dialects = dialects
    self.startedAt = startedAt
    requests = RequestTally(dialects: dialects.count)
    messages = Array(repeating: (0, 0), count: dialects.count)
    latencies = Array(repeating: DurationHistogram(), count: dialects.count)
  }

  /// Something begins in a turn, perhaps the first of it.
  package func noteBeginning(at time: Int64) {
    if turnBeganAt == nil { turnBeganAt = time }
  }

  /// A client's request has been decided.
  ///
  /// - Parameters:
  ///   - outcome: nil: a fault kept it from being carried out.
  ///   - time: when the whole request was there.
  package func note(_ operation: Operation, _ outcome: Outcome?, at time: Int64) {
    noteBeginning(at: time)
    guard let dialect = dialects.firstIndex(where: { $0.policy === operation.policy }) else {
      return
    }
    let result = outcome?.tallied ?? .notCarriedOut
    var arrival = Arrival(
      dialect: dialect, slot: requests.slot(dialect, operation.name, result), at: time)
    if case .submitted(let receipt) = outcome {
      for number in receipt.numbers where number.refusal != nil { arrival.refused += 1 }
      arrival.accepted = receipt.numbers.count - arrival.refused
    }
    arrivals.append(arrival)
  }

  /// The turn's answers have left for their clients.
  ///
  /// - Parameter isStored: whether they were the answers that were decided, or all of them 503.
  package func noteEnd(at time: Int64, isStored: Bool) {
    if let turnBeganAt { turns.add(time - turnBeganAt) }
    turnBeganAt = nil
    for arrival in arrivals {
      requests.add(isStored ? arrival.slot : requests.slotNotStored(beside: arrival.slot))
      latencies[arrival.dialect].add(time - arrival.at)
      guard isStored else { continue }
      messages[arrival.dialect].accepted += UInt64(arrival.accepted)
      messages[arrival.dialect].refused += UInt64(arrival.refused)
    }
    arrivals.removeAll(keepingCapacity: true)
  }
}

@available(*, unavailable)
extension Meter: Sendable {}

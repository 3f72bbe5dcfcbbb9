internal import Carrier

/// Counts requests by dialect, operation and outcome: an array of counters, each in a slot of its own.
struct RequestTally {
  /// What a request came to, as far as it is counted.
  enum Result: Equatable {
    case ok
    case refused(Condition)
    /// By a rule, in words of its own.
    case scripted
    /// A fault kept it from being carried out.
    case notCarriedOut
    /// The store failed: it was answered 503.
    case notStored
  }

  /// The place of a result among those of one operation.
  private static let conditions = Condition.allCases
  private static let results: [Result] =
    [.ok, .notCarriedOut, .notStored, .scripted] + conditions.map { .refused($0) }
  /// The last one is what no document has a word for.
  private static let operations: [Operation.Name?] = Operation.Name.allCases + [nil]

  private var counts: [UInt64]

  init(dialects: Int) {
    counts = Array(repeating: 0, count: dialects * Self.operations.count * Self.results.count)
  }

  func slot(_ dialect: Int, _ operation: Operation.Name?, _ result: Result) -> Int {
    (dialect * Self.operations.count + Self.place(of: operation)) * Self.results.count
      + Self.place(of: result)
  }

  /// The slot of what was not stored, by the slot that would have been counted.
  func slotNotStored(beside slot: Int) -> Int {
    slot - slot % Self.results.count + Self.place(of: .notStored)
  }

  mutating func add(_ slot: Int) {
    counts[slot] += 1
  }

  /// Those that are not zero.
  var entries: [(dialect: Int, operation: Operation.Name?, result: Result, count: UInt64)] {
    counts.indices.filter { counts[$0] > 0 }.map { slot in
      let (rest, result) = slot.quotientAndRemainder(dividingBy: Self.results.count)
      let (dialect, operation) = rest.quotientAndRemainder(dividingBy: Self.operations.count)
      return (dialect, Self.operations[operation], Self.results[result], counts[slot])
    }
  }

  private static func place(of operation: Operation.Name?) -> Int {
    switch operation {
    case .send: 0
    case .p2p: 1
    case .balance: 2
    case .report: 3
    case .mo: 4
    case .keywords: 5
    case .password: 6
    case nil: 7
    }
  }

  private static func place(of result: Result) -> Int {
    switch result {
    case .ok: 0
    case .notCarriedOut: 1
    case .notStored: 2
    case .scripted: 3
    case .refused(let condition): 4 + condition.ordinal
    }
  }
}

extension Outcome {
  var tallied: RequestTally.Result {
    switch self {
    case .refused(let refusal):
      refusal.wording == nil ? .refused(refusal.condition) : .scripted
    case .submitted, .balance, .reports, .replies, .keywordsAbsent, .passwordChanged: .ok
    }
  }
}

extension Condition {
  /// Its place among all cases. An enum without payloads is its ordinal in memory, while looking its
  /// name up would compare texts; a test holds the two together.
  var ordinal: Int {
    withUnsafeBytes(of: self) { Int($0[0]) }
  }
}

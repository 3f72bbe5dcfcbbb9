package import Carrier
package import HTTP

/// The newest requests to the dialects, bounded in number and in bytes; the oldest go first.
///
/// Used from the loop's thread alone.
package final class Journal {
  /// A code and its words as they stand in a dialect's document.
  package typealias Terms = (_ dialect: String, _ refusal: Refusal?) -> (
    code: String, text: String
  )?

  /// What to keep.
  package struct Limits: Sendable {
    package var count = 2000
    /// Of targets, header lines and bodies, with 512 a request for the rest. Buffers that wait for their
    /// next record are none of it: 4 KiB a request at most.
    package var bytes = 32 << 20

    package init(count: Int = 2000, bytes: Int = 32 << 20) {
      self.count = count
      self.bytes = bytes
    }
  }

  let terms: Terms
  private let limits: Limits
  /// A ring that grows until it has `count` places.
  private var slots: [JournalSlot] = []
  /// The first that is kept.
  private var oldest: Int64
  /// The number that the ring began with.
  private let first: Int64
  /// The last that was given.
  private(set) var newest: Int64
  private var byteCount = 0

  /// - Parameter newestRequest: the number of the last request before this start; those up to it
  ///   have gone.
  package init(limits: Limits = Limits(), newestRequest: Int64, terms: @escaping Terms) {
    self.limits = limits
    self.terms = terms
    newest = newestRequest
    oldest = newestRequest + 1
    first = newestRequest + 1
  }

  /// A request that has come.
  package struct Arrival {
    package var number: Int64
    /// The machine's time.
    package var received: Instant
    /// The same in nanoseconds of a clock for lengths of time.
    package var started: Int64

    package init(number: Int64, received: Instant, started: Int64) {
      self.number = number
      self.received = received
      self.started = started
    }
  }

  /// Keeps a request that was decided.
  ///
  /// - Parameters:
  ///   - rows: that it made, from the one behind the first to the last.
  ///   - extent: how much of the answer goes out.
  ///   - answer: nil where the request has none.
  /// - Precondition: its number is the next.
  package func add(
    _ arrival: Arrival, _ operation: Operation, charset: Charset, _ decision: Decision,
    rows: (after: Int64, last: Int64), _ extent: JournalHead.Extent, _ request: HTTPRequest,
    answer: HTTPResponse?
  ) {
    let decided = JournalHead.Decided(
      scenario: decision.setting?.scenario, time: decision.time,
      outcome: decision.verdict?.outcome.digest,
      fault: decision.behaviour.fault, trace: decision.trace, rows: rows)
    keep(
      JournalHead(arrival, operation, charset: charset, decided, extent, .held), request, answer)
  }

  /// Keeps a request that the store failed at.
  ///
  /// - Precondition: its number is the next.
  package func addFailed(
    _ arrival: Arrival, _ operation: Operation, charset: Charset, _ request: HTTPRequest
  ) {
    keep(JournalHead(arrival, operation, charset: charset, nil, .whole, .failed), request, nil)
  }

  private func keep(
    _ head: consuming JournalHead, _ request: HTTPRequest, _ answer: HTTPResponse?
  ) {
    let number = head.number
    precondition(number == newest + 1, "Journal.add: \(number) follows \(newest)")
    newest = number
    if newest - oldest >= Int64(limits.count) { dropOldest() }
    let place = place(of: number)
    if place == slots.count { slots.append(JournalSlot()) }
    let slot = slots[place]
    slot.keep(consume head, request, answer)
    byteCount += slot.byteCount
    while byteCount > limits.bytes, oldest < newest { dropOldest() }
  }

  /// Notes the answer's fate.
  package func note(_ fate: JournalHead.Fate, of number: Int64) {
    guard number >= oldest, number <= newest else { return }
    slots[place(of: number)].note(fate)
  }

  /// Notes when the answer left, by the clock of ``Arrival/started``.
  package func noteLeft(_ number: Int64, at nanoseconds: Int64) {
    guard number >= oldest, number <= newest else { return }
    slots[place(of: number)].noteLeft(at: nanoseconds)
  }

  enum LookUp {
    case found(JournalRecord)
    /// It was there once.
    case gone
    case missing
  }

  func record(_ number: Int64) -> LookUp {
    guard number >= 1, number <= newest else { return .missing }
    guard number >= oldest, let record = slots[place(of: number)].record else { return .gone }
    return .found(record)
  }

  func isKept(_ number: Int64) -> Bool {
    number >= oldest && number <= newest
  }

  /// The newest first, from the one below `before` on, until `body` has seen enough.
  func forEach(before: Int64?, while body: (JournalHead) -> Bool) {
    var number = min(before.map { $0 - 1 } ?? newest, newest)
    while number >= oldest {
      if let head = slots[place(of: number)].head, !body(head) { return }
      number -= 1
    }
  }

  private func dropOldest() {
    let slot = slots[place(of: oldest)]
    byteCount -= slot.byteCount
    slot.clear()
    oldest += 1
  }

  private func place(of number: Int64) -> Int {
    Int((number - first) % Int64(limits.count))
  }
}

@available(*, unavailable)
extension Journal: Sendable {}

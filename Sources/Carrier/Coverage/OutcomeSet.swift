/// Some of a dialect's documented outcomes: a bit for each, by its place in the dialect's list. What an
/// answer shows is one of these, so that counting it costs a word and no allocation.
package struct OutcomeSet: Sendable, Equatable {
  package private(set) var bits: UInt64

  /// The most outcomes that a dialect may document.
  package static let capacity = 64

  package static let none = OutcomeSet(bits: 0)

  private init(bits: UInt64) {
    self.bits = bits
  }

  /// - Parameter row: its place in the dialect's list, below ``capacity``.
  package init(row: Int) {
    precondition(0..<Self.capacity ~= row, "a dialect documents \(Self.capacity) outcomes at most")
    bits = 1 << UInt64(row)
  }

  package var isEmpty: Bool { bits == 0 }

  package static func | (left: OutcomeSet, right: OutcomeSet) -> OutcomeSet {
    OutcomeSet(bits: left.bits | right.bits)
  }

  package static func |= (left: inout OutcomeSet, right: OutcomeSet) {
    left.bits |= right.bits
  }

  /// - Parameter row: its place in the dialect's list, below ``capacity``.
  package func contains(_ row: Int) -> Bool {
    bits & 1 << UInt64(row) != 0
  }
}

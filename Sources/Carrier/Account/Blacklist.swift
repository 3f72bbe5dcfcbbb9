/// A scenario's blacklist: single numbers, and prefixes of numbers.
struct Blacklist: Sendable {
  private var numbers: Set<MobileNumber> = []
  private var prefixes: [ClosedRange<UInt64>] = []

  init(_ patterns: [NumberPattern]) {
    for pattern in patterns {
      switch pattern {
      case .number(let number): numbers.insert(number)
      case .prefix(let lowest, let highest): prefixes.append(lowest...highest)
      }
    }
  }

  /// What keeps a number from being reached, if anything does.
  func condition(of number: MobileNumber) -> Condition? {
    if numbers.contains(number) { return .blacklisted }
    return prefixes.contains { $0.contains(number.value) } ? .segmentBlacklist : nil
  }
}

/// A length of time in milliseconds; in a scenario `1500ms`, `2s`, `5m`, `72h` or `3d`.
package struct TimeSpan: Sendable, Hashable, Comparable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static let zero = TimeSpan(milliseconds: 0)

  package static func seconds(_ count: Int64) -> TimeSpan {
    TimeSpan(milliseconds: count * 1000)
  }

  package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The longest span a scenario may name: ten years.
  package static let longest = TimeSpan(milliseconds: 3650 * 86_400_000)

  /// Reads a whole number and its unit, `ms`, `s`, `m`, `h` or `d`. Nil if it is anything else, or
  /// longer than ``longest``.
  package init?(_ text: some StringProtocol) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let factors: [String: Int64] = [
      "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]
    guard let count = Int64(digits), let factor = factors[String(text.dropFirst(digits.count))]
    else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: factor)
    guard !overflow, product <= Self.longest.milliseconds else { return nil }
    milliseconds = product
  }
}

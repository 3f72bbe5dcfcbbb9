/// Durations, counted by how long they are. Additions only; of a fixed size.
struct DurationHistogram {
  /// The upper bounds, inclusive, in nanoseconds, and as they are written: in seconds.
  static let bounds: [(nanoseconds: Int64, text: String)] = [
    (50_000, "0.00005"), (100_000, "0.0001"), (250_000, "0.00025"), (500_000, "0.0005"),
    (1_000_000, "0.001"), (2_500_000, "0.0025"), (5_000_000, "0.005"), (10_000_000, "0.01"),
    (25_000_000, "0.025"), (50_000_000, "0.05"), (100_000_000, "0.1"), (250_000_000, "0.25"),
    (500_000_000, "0.5"), (1_000_000_000, "1"), (2_500_000_000, "2.5"), (10_000_000_000, "10"),
  ]

  /// By bound; the last one has what is above them all.
  private var counts = [UInt64](repeating: 0, count: bounds.count + 1)
  private(set) var sum: Int64 = 0

  /// - Parameter duration: in nanoseconds; below zero counts as zero.
  mutating func add(_ duration: Int64) {
    let duration = max(0, duration)
    var place = 0
    while place < Self.bounds.count, duration > Self.bounds[place].nanoseconds { place += 1 }
    counts[place] += 1
    sum += duration
  }

  var count: UInt64 { counts.reduce(0, +) }

  /// How many are no longer than each bound.
  var cumulative: [(bound: String, count: UInt64)] {
    var total: UInt64 = 0
    return zip(Self.bounds, counts).map { bound, count in
      total += count
      return (bound.text, total)
    }
  }
}

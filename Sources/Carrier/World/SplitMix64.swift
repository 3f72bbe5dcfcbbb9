/// The generator behind all chance, jitter and ids: SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast
/// Splittable Pseudorandom Number Generators", OOPSLA 2014; constants of S. Vigna's `splitmix64.c`).
///
/// Ours, because a library's may change, and with it what a seed gives. Its output is a permutation
/// of its counter, so a stream gives no value twice before 2⁶⁴.
struct SplitMix64: Sendable, Equatable {
  /// The counter: the seed, plus the golden gamma for each value drawn.
  private(set) var state: UInt64

  private static let gamma: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func next() -> UInt64 {
    state &+= Self.gamma
    return Self.mix(state)
  }

  /// A value of the range, each as likely as the other to within its width in 2⁶⁴.
  mutating func next(in range: ClosedRange<Int64>) -> Int64 {
    let width = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
    if width == 0 { return Int64(bitPattern: next()) }
    return range.lowerBound &+ Int64(bitPattern: next().multipliedFullWidth(by: width).high)
  }

  /// True in this share of all draws; always for 1, never for 0.
  mutating func next(withChance share: Double) -> Bool {
    // 53 bits: as many as a Double holds exactly.
    Double(next() >> 11) * 0x1p-53 < share
  }

  /// The finalizer alone, Stafford's thirteenth variant: a bijection.
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

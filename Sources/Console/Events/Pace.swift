/// How much a listener wants to be told at most, for one who would rather know that much happened than
/// hear all of it: so many events a second.
struct Pace {
  private let most: Int
  /// How many more may be told in this second.
  private(set) var left: Int
  private var secondEnds: Int64

  static let limits: ClosedRange<Int64> = 1...1000
  private static let second: Int64 = 1_000_000_000

  /// - Parameter most: events a second, in ``limits``.
  init(most: Int) {
    self.most = most
    left = most
    secondEnds = .min
  }

  /// - Parameter time: nanoseconds that only go forward, as for all times here.
  mutating func look(at time: Int64) {
    guard time >= secondEnds else { return }
    secondEnds = time + Self.second
    left = most
  }

  mutating func told(_ count: Int) {
    left -= count
  }

  /// Says no more in this second, which begins anew.
  mutating func isOver(at time: Int64) {
    secondEnds = time + Self.second
    left = 0
  }
}

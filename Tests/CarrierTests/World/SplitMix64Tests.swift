import Testing

@testable import Carrier

@Suite struct SplitMix64Tests {
  /// The values that Vigna's `splitmix64.c` gives, as published with the Rosetta Code task
  /// "Pseudo-random numbers/Splitmix64".
  @Test func givesThePublishedValues() {
    var generator = SplitMix64(state: 1_234_567)
    let values = (0..<5).map { _ in generator.next() }
    #expect(
      values == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func staysInItsRange() {
    var generator = SplitMix64(state: 7)
    let drawn = Set((0..<1000).map { _ in generator.next(in: -3...3) })
    #expect(drawn == Set(-3...3))
    #expect(generator.next(in: 5...5) == 5)
    _ = generator.next(in: .min ... .max)
  }
}

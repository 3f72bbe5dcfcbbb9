import Testing

@testable import Carrier

/// Whatever stands in a text, reading it ends, and says something or gives a scenario.
struct ScenarioFuzzTests {
  private func check(_ bytes: [UInt8]) {
    let reading = ScenarioReader.read(bytes, file: "fuzz.yaml", vocabulary: vocabulary)
    let hasErrors = reading.problems.contains { $0.severity == .error }
    #expect(hasErrors == (reading.scenario == nil))
    #expect(reading.problems.allSatisfy { $0.line > 0 && $0.column > 0 && !$0.message.isEmpty })
  }

  @Test func readsEveryPrefix() {
    let bytes = Array(completeText.utf8)
    for count in 0...bytes.count { check(Array(bytes.prefix(count))) }
  }

  @Test func readsTheTextWithoutAnyLine() {
    let lines = completeText.split(separator: "\n", omittingEmptySubsequences: false)
    for index in lines.indices {
      var rest = lines
      rest.remove(at: index)
      check(Array(rest.joined(separator: "\n").utf8))
    }
  }

  @Test func readsTheTextWithBytesChanged() {
    var generator = SplitMix(state: 7)
    let indicators = Array("[]{}:,-?*&!|>'\"%@`#\\\n\t \u{FEFF}".utf8) + [0, 0xFF, 0xC2, 0x85]
    let original = Array(completeText.utf8)
    for _ in 0..<3000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = bytes.indices.randomElement(using: &generator) ?? 0
        let byte = indicators.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = byte
        case 1: bytes.insert(byte, at: index)
        default: bytes.remove(at: index)
        }
      }
      check(bytes)
    }
  }
}

/// The same numbers in every run (S. Vigna's SplitMix64).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

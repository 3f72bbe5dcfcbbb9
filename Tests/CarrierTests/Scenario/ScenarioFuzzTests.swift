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

  /// Keys that rules have, each with a value that another one may have.
  @Test func readsRulesOfAnything() {
    var generator = SplitMix(state: 11)
    let keys =
      WrittenRule.fields.keys + RuleCriteria.fields.keys + Reaction.fields.keys
      + WrittenReport.fields.keys + WrittenReply.fields.keys + WrittenRefusal.fields.keys
      + WrittenFault.fields.keys + ["none", "DELIVRD"]
    let words = [
      "null", "5", "-1", "0.5", "1-3", "every 5", "3s", "8s..1s", "true", "system_busy", "hold",
      "drop", "smgw", "send", "unknown", "segment", "\"*\"", "/a(/", "/a+/", "''", "21:00-09:00",
      "13800138000", "DELIVRD", "none",
    ]
    func value(_ depth: Int) -> String {
      let count = Int.random(in: 0...3, using: &generator)
      switch depth > 5 ? 0 : Int.random(in: 0..<4, using: &generator) {
      case 0: return words.randomElement(using: &generator) ?? ""
      case 1: return "[\((0..<count).map { _ in value(depth + 1) }.joined(separator: ", "))]"
      case _: return map(count, depth)
      }
    }
    func map(_ count: Int, _ depth: Int) -> String {
      let entries = (0..<count).map { _ in
        "\(keys.randomElement(using: &generator) ?? ""): \(value(depth + 1))"
      }
      return "{\(entries.joined(separator: ", "))}"
    }
    for _ in 0..<3000 {
      let rules = "[{when: \(map(2, 0)), then: \(value(0))}, \(map(3, 0))]"
      check(
        Array("{name: a, accounts: [{account: x, password: y}], rules: \(rules)}".utf8))
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

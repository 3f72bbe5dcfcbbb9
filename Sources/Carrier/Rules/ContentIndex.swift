/// Finds, of many rules, those whose text patterns may fit a text, without trying them all: of most
/// patterns some literal is known that a text must hold.
struct ContentIndex: Sendable {
  private struct Entry: Sendable {
    var rule: Int
    var pattern: TextPattern
  }

  /// By the first three bytes of such a literal.
  private var byTrigram: [UInt32: [Entry]] = [:]
  /// Which hashes of three bytes are in ``byTrigram``; asked at each byte of a text.
  private var isKnown = [Bool](repeating: false, count: 1 << hashBits)
  /// Patterns of which no literal is known.
  private var loose: [Entry] = []
  private(set) var isEmpty = true
  private static let hashBits = 14

  mutating func add(_ patterns: [TextPattern], of rule: Int) {
    isEmpty = false
    for pattern in patterns {
      let entry = Entry(rule: rule, pattern: pattern)
      let literal = Array((pattern.requiredLiteral ?? "").utf8)
      guard literal.count >= 3 else {
        loose.append(entry)
        continue
      }
      let trigram = Self.trigram(literal[0], literal[1], literal[2])
      byTrigram[trigram, default: []].append(entry)
      isKnown[Self.hash(trigram)] = true
    }
  }

  /// Calls `body` with each rule that has a pattern the text fits; with one that has several such
  /// patterns perhaps more than once.
  func forEachRule(fitting content: String, _ body: (Int) -> Void) {
    for entry in loose where entry.pattern.matches(content) { body(entry.rule) }
    guard !byTrigram.isEmpty else { return }
    for trigram in trigramsMet(in: content) {
      for entry in byTrigram[trigram] ?? [] where entry.pattern.matches(content) {
        body(entry.rule)
      }
    }
  }

  /// The trigrams of the text that some literal begins with, each once.
  private func trigramsMet(in content: String) -> Set<UInt32> {
    var met: Set<UInt32> = []
    var content = content
    content.withUTF8 { bytes in
      guard bytes.count >= 3 else { return }
      for index in 0...(bytes.count - 3) {
        let trigram = Self.trigram(bytes[index], bytes[index + 1], bytes[index + 2])
        if isKnown[Self.hash(trigram)], byTrigram[trigram] != nil { met.insert(trigram) }
      }
    }
    return met
  }

  private static func trigram(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
    UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
  }

  /// Multiplicative (D. Knuth, The Art of Computer Programming, volume 3, section 6.4).
  private static func hash(_ trigram: UInt32) -> Int {
    Int((trigram &* 2_654_435_769) >> (32 - UInt32(hashBits)))
  }
}

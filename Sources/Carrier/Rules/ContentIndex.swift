/// Finds, of many rules, those whose text patterns may fit a text, without trying them all: of most
/// patterns some literal is known that a text must hold.
struct ContentIndex: Sendable {
  fileprivate struct Entry: Sendable {
    var rule: Int
    var pattern: TextPattern
  }

  /// By how their literals begin: two characters of Chinese, or one, or as much of ASCII.
  private var windows = [LiteralWindow(length: 6), LiteralWindow(length: 3)]
  /// Patterns of which no literal is known, or a very short one.
  private var loose: [Entry] = []
  private(set) var isEmpty = true

  mutating func add(_ patterns: [TextPattern], of rule: Int) {
    isEmpty = false
    for pattern in patterns {
      let entry = Entry(rule: rule, pattern: pattern)
      let literal = Array((pattern.requiredLiteral ?? "").utf8)
      if let index = windows.firstIndex(where: { $0.length <= literal.count }) {
        windows[index].add(entry, literal)
      } else {
        loose.append(entry)
      }
    }
  }

  /// Calls `body` with each rule that has a pattern the text fits; with one that has several such
  /// patterns perhaps more than once.
  func forEachRule(fitting content: String, _ body: (Int) -> Void) {
    for entry in loose where entry.pattern.matches(content) { body(entry.rule) }
    for window in windows {
      for entry in window.entries(metIn: content) where entry.pattern.matches(content) {
        body(entry.rule)
      }
    }
  }
}

/// Patterns by the first bytes of a literal of theirs.
private struct LiteralWindow: Sendable {
  /// Bytes, 8 at most.
  let length: Int
  private var entries: [UInt64: [ContentIndex.Entry]] = [:]
  /// Which hashes of the keys there are; asked at each byte of a text. Empty without any.
  private var isKnown: [Bool] = []
  private static let hashBits: UInt64 = 14

  init(length: Int) {
    self.length = length
  }

  mutating func add(_ entry: ContentIndex.Entry, _ literal: [UInt8]) {
    let key = literal.prefix(length).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    entries[key, default: []].append(entry)
    if isKnown.isEmpty { isKnown = Array(repeating: false, count: 1 << Self.hashBits) }
    isKnown[Self.hash(key)] = true
  }

  /// Those whose literal may be in the text, each once.
  func entries(metIn content: String) -> [ContentIndex.Entry] {
    guard !entries.isEmpty else { return [] }
    var met: Set<UInt64> = []
    let mask = UInt64.max >> UInt64(64 - 8 * length)
    var content = content
    content.withUTF8 { bytes in
      var key: UInt64 = 0
      for (index, byte) in bytes.enumerated() {
        key = (key << 8 | UInt64(byte)) & mask
        if index + 1 >= length, isKnown[Self.hash(key)], entries[key] != nil { met.insert(key) }
      }
    }
    return met.flatMap { entries[$0] ?? [] }
  }

  /// Multiplicative, by the golden ratio (D. Knuth, The Art of Computer Programming, volume 3,
  /// section 6.4).
  private static func hash(_ key: UInt64) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> (64 - hashBits))
  }
}

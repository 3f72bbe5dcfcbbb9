/// Finds, of many rules, those whose number patterns a number fits, without trying them all: most
/// patterns begin with digits, or are a star and digits.
struct MobileIndex: Sendable {
  private struct Entry: Sendable {
    var rule: Int
    /// Nil where the digits at its beginning are all that it asks for.
    var glob: Glob?
  }

  /// By the digits that a pattern begins with, and how many they are.
  private var byPrefix: [UInt64: [Entry]] = [:]
  private var prefixLengths: [Int] = []
  /// The rules of patterns that are a star and digits, by those and how many they are.
  private var bySuffix: [UInt64: [Int]] = [:]
  private var suffixLengths: [Int] = []
  /// All other patterns.
  private var loose: [Entry] = []
  private var all: [Entry] = []

  var isEmpty: Bool { all.isEmpty }

  mutating func add(_ globs: [Glob], of rule: Int) {
    for glob in globs {
      all.append(Entry(rule: rule, glob: glob))
      let digits = glob.literalPrefix.prefix { ("0"..."9").contains($0) }
      guard let value = Self.value(of: digits) else {
        if let suffix = glob.soleSuffix, let value = Self.value(of: suffix) {
          bySuffix[Self.key(value, suffix.count), default: []].append(rule)
          if !suffixLengths.contains(suffix.count) { suffixLengths.append(suffix.count) }
        } else {
          loose.append(Entry(rule: rule, glob: glob))
        }
        continue
      }
      let isPrefixOnly = glob.isPrefix && glob.literalPrefix.count == digits.count
      byPrefix[Self.key(value, digits.count), default: []]
        .append(Entry(rule: rule, glob: isPrefixOnly ? nil : glob))
      if !prefixLengths.contains(digits.count) { prefixLengths.append(digits.count) }
    }
  }

  /// Calls `body` with each rule that has a pattern the number fits; with one that has several such
  /// patterns perhaps more than once.
  func forEachRule(fitting number: RuleNumber, _ body: (Int) -> Void) {
    guard let value = number.parsed?.value else {
      for entry in all where entry.glob?.matches(number.text) ?? true { body(entry.rule) }
      return
    }
    for length in prefixLengths {
      let prefix = value / Self.powers[11 - length]
      guard let entries = byPrefix[Self.key(prefix, length)] else { continue }
      for entry in entries where entry.glob?.matches(number.text) ?? true { body(entry.rule) }
    }
    for length in suffixLengths {
      let suffix = value % Self.powers[length]
      for rule in bySuffix[Self.key(suffix, length)] ?? [] { body(rule) }
    }
    for entry in loose where entry.glob?.matches(number.text) ?? true { body(entry.rule) }
  }

  /// Of one digit to eleven; nil: they are others, or more.
  private static func value(of digits: ArraySlice<Unicode.Scalar>) -> UInt64? {
    guard (1...11).contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }) else {
      return nil
    }
    return UInt64(String(String.UnicodeScalarView(digits)))
  }

  private static func key(_ prefix: UInt64, _ length: Int) -> UInt64 {
    UInt64(length) << 40 | prefix
  }

  private static let powers: [UInt64] = (0...11).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}

/// Makes duplicate keys of a YAML text distinct for a parser that stops at them: the first letter
/// of a key is replaced by a character that no scenario has, and put back after parsing. Lines and
/// columns stay as they are.
struct YAMLKeyMasking {
  private(set) var text: String
  private var originals: [TextPosition: Unicode.Scalar] = [:]
  /// More duplicates than anybody writes by mistake; each costs one more run of the parser.
  private static let mostKeys = 40
  /// Bytes that may be parsed again in all.
  private static let mostBytes = 1 << 20
  /// The first character of Unicode's supplementary private use area A.
  private static let firstMask: UInt32 = 0xF0000

  init(_ text: String) {
    self.text = text
  }

  /// False if the key cannot be masked.
  mutating func mask(at position: TextPosition) -> Bool {
    guard originals.count < Self.mostKeys,
      (originals.count + 1) * text.utf8.count <= Self.mostBytes, originals[position] == nil,
      let mask = Unicode.Scalar(Self.firstMask + UInt32(originals.count)),
      var index = index(of: position)
    else { return false }
    var scalars = text.unicodeScalars
    let isQuoted = scalars[index] == "\"" || scalars[index] == "'"
    if isQuoted { scalars.formIndex(after: &index) }
    guard index < scalars.endIndex, !"\\\"'&*!?[]{}|>#\n\r".unicodeScalars.contains(scalars[index])
    else { return false }
    originals[position] = scalars[index]
    scalars.replaceSubrange(index...index, with: CollectionOfOne(mask))
    text = String(scalars)
    return true
  }

  /// The key as it was written.
  func original(of key: String, at position: TextPosition) -> String {
    guard let first = originals[position] else { return key }
    var scalars = String.UnicodeScalarView([first])
    scalars.append(contentsOf: key.unicodeScalars.dropFirst())
    return String(scalars)
  }

  /// Lines end as libyaml's scanner lets them end.
  private func index(of position: TextPosition) -> String.Index? {
    let scalars = text.unicodeScalars
    var current = TextPosition.start
    var index = scalars.startIndex
    while index < scalars.endIndex {
      if current == position { return index }
      let scalar = scalars[index]
      scalars.formIndex(after: &index)
      let isPairOfBreaks = scalar == "\r" && index < scalars.endIndex && scalars[index] == "\n"
      if !isPairOfBreaks, "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar) {
        current = TextPosition(line: current.line + 1, column: 1)
      } else {
        current.column += 1
      }
    }
    return nil
  }
}

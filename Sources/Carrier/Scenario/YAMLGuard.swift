/// Looks at a text before the YAML parser does, for what would make the parser slow or the
/// machine's stack too short, and for what it would explain badly.
enum YAMLGuard {
  /// Bytes.
  static let longestText = 1 << 20
  static let deepestNesting = 64
  /// Nodes, with every alias counted as what it stands for.
  static let mostNodes = 100_000
  static let mostAliases = 100
  static let mostAnchors = 10

  /// The text without a byte order mark, or why it is refused.
  static func text(of bytes: [UInt8]) throws(YAMLFault) -> String {
    guard bytes.count <= longestText else {
      throw YAMLFault(
        message: "the text is longer than a scenario may be, \(longestText) bytes (1 MiB)",
        position: .start)
    }
    if let offset = firstByteNotUTF8(in: bytes) {
      throw YAMLFault(
        message: "byte \(offset + 1) of the file is not UTF-8; save the file as UTF-8",
        position: TextPosition(ofByte: offset, in: bytes))
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    let text = String(decoding: bytes, as: UTF8.self)
    if let index = text.unicodeScalars.firstIndex(where: isRefusedByYAML) {
      let code = String(text.unicodeScalars[index].value, radix: 16, uppercase: true)
      throw YAMLFault(
        message: "the character U+\(code) cannot stand in a scenario; in double quotes it can be"
          + " written \\u and four digits",
        position: TextPosition(
          ofByte: text.utf8.distance(from: text.startIndex, to: index), in: bytes))
    }
    try refuseSlowNesting(in: bytes)
    try refuseAliasBombs(in: bytes)
    return text
  }

  private static func firstByteNotUTF8(in bytes: [UInt8]) -> Int? {
    var parser = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }

  /// YAML 1.1, section 5.1: what is not of `c-printable`.
  private static func isRefusedByYAML(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...: false
    default: true
    }
  }

  /// libyaml looks at every open list for each token. That deep nesting is an error is found after
  /// parsing, at its place; this is for the texts that would take seconds to get there. It takes
  /// brackets in quotes for others, so it bears some.
  private static func refuseSlowNesting(in bytes: [UInt8]) throws(YAMLFault) {
    var (tokens, depth, deepest) = (0, 0, 0)
    var tooDeep: Int?
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        deepest = max(deepest, depth)
        if depth > deepestNesting, tooDeep == nil { tooDeep = index }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\n"): break
      default: continue
      }
      tokens += 1
    }
    if let tooDeep, deepest * tokens > 20_000_000 {
      throw .tooDeep(at: TextPosition(ofByte: tooDeep, in: bytes))
    }
  }

  /// Yams keeps an alias as a reference to what it stands for, which is cheap, but follows it where
  /// it compares keys, which is not: a key with aliases of aliases in it costs a power of their
  /// number. So a text that seems to have aliases must not seem to have lists or maps for keys.
  /// Anchors within anchors add up in depth, so there are few.
  ///
  /// The scan does not know texts in quotes from others and so may count too many, never too few.
  private static func refuseAliasBombs(in bytes: [UInt8]) throws(YAMLFault) {
    var (aliases, anchors) = (0, 0)
    var complexKey: Int?
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "*") where startsName(at: index, in: bytes):
        aliases += 1
        var end = index + 1
        while end < bytes.count, isOfName(bytes[end]) { end += 1 }
        if isBeforeColon(end, in: bytes) { complexKey = complexKey ?? index }
      case UInt8(ascii: "&") where startsName(at: index, in: bytes): anchors += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if isBeforeColon(index + 1, in: bytes) { complexKey = complexKey ?? index }
      case UInt8(ascii: "?") where startsToken(at: index, in: bytes):
        complexKey = complexKey ?? index
      default: continue
      }
      if aliases > mostAliases || anchors > mostAnchors {
        throw YAMLFault(
          message: "more than \(mostAnchors) anchors (&name) or \(mostAliases) aliases (*name);"
            + " put what accounts share under \"defaults\"",
          position: TextPosition(ofByte: index, in: bytes))
      }
    }
    if aliases > 0, let complexKey {
      throw YAMLFault(
        message: "a text with aliases (*name) cannot have a list, a map or an alias for a key;"
          + " write the alias out",
        position: TextPosition(ofByte: complexKey, in: bytes))
    }
  }

  private static func startsName(at index: Int, in bytes: [UInt8]) -> Bool {
    startsToken(at: index, in: bytes) && index + 1 < bytes.count && isOfName(bytes[index + 1])
  }

  /// After a blank, an indicator or, for the line breaks outside ASCII, any byte outside ASCII.
  private static func startsToken(at index: Int, in bytes: [UInt8]) -> Bool {
    guard index > 0 else { return true }
    let before = bytes[index - 1]
    return before <= 0x20 || before >= 0x80 || "[{]},:-?".utf8.contains(before)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func isBeforeColon(_ index: Int, in bytes: [UInt8]) -> Bool {
    bytes[index...].first { $0 > 0x20 } == UInt8(ascii: ":")
  }
}

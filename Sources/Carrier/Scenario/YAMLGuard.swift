/// Looks at a text before the YAML parser does, for what would make the parser slow or the machine's
/// stack too short, and for what it would explain badly.
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
        message: "the text has \(bytes.count) bytes; a scenario has at most \(longestText) (1 MiB)",
        position: .start)
    }
    if let offset = firstByteNotUTF8(in: bytes) {
      throw YAMLFault(
        message: "byte \(offset + 1) of the file is not UTF-8; save the file as UTF-8",
        position: TextPosition(ofByte: offset, in: bytes))
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    if let offset = bytes.firstIndex(where: isControl) {
      throw YAMLFault(
        message: "a control character (byte \(bytes[offset])) cannot stand in a scenario",
        position: TextPosition(ofByte: offset, in: bytes))
    }
    try refuseAliasBombs(in: bytes)
    return String(decoding: bytes, as: UTF8.self)
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

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
  }

  /// Yams keeps an alias as a reference to what it stands for, which is cheap, but follows it where
  /// it compares keys, which is not: a key with aliases of aliases in it costs a power of their
  /// number. So a text that seems to have aliases must not seem to have keys that are lists or maps.
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

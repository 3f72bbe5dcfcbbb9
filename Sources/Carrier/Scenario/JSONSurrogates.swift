/// JSON writes a character above U+FFFF as two escapes, `\uD83D\uDE00`; YAML wants one,
/// `\U0001F600`.
enum JSONSurrogates {
  /// The text with each such pair of escapes as one of YAML's. Later columns of its line shift by
  /// the two characters that it is shorter.
  static func joined(in text: String) -> String {
    guard text.contains("\\u") else { return text }
    let bytes = Array(text.utf8)
    var joined: [UInt8] = []
    joined.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if let high = escape(at: index, in: bytes, of: 0xD800...0xDBFF),
        let low = escape(at: index + 6, in: bytes, of: 0xDC00...0xDFFF)
      {
        let value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        let digits = String(value, radix: 16)
        joined +=
          Array("\\U".utf8) + Array(repeating: UInt8(ascii: "0"), count: 8 - digits.utf8.count)
        joined += Array(digits.utf8)
        index += 12
      } else {
        // A backslash takes the next character along: in `\\uD83D` it is not an escape.
        let width = bytes[index] == UInt8(ascii: "\\") ? min(2, bytes.count - index) : 1
        joined += bytes[index..<(index + width)]
        index += width
      }
    }
    return String(decoding: joined, as: UTF8.self)
  }

  private static func escape(
    at index: Int, in bytes: [UInt8], of range: ClosedRange<UInt32>
  ) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u"),
      let value = UInt32(
        String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    else { return nil }
    return range.contains(value) ? value : nil
  }
}

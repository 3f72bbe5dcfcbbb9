internal import HTTP

/// Base64 (RFC 4648, section 4) as clients of the document write it: with line breaks or without,
/// padded or not, and broken off in the middle of a group, as the document's own example is.
enum LenientBase64 {
  /// The bytes meant, or nil if a character is outside the alphabet.
  ///
  /// A space is a `+`: no encoder writes spaces, and decoding a form turns each `+` into one that the
  /// client left unescaped. Behind the padding it is nothing.
  static func decode(_ text: ArraySlice<UInt8>) -> Bytes? {
    var bytes: Bytes = []
    bytes.reserveCapacity(text.count / 4 * 3 + 2)
    var group: UInt32 = 0
    var count = 0
    var isPadded = false
    for byte in text {
      switch byte {
      case 10, 13: continue
      case UInt8(ascii: "="): isPadded = true
      case UInt8(ascii: " ") where isPadded: continue
      case _:
        guard !isPadded, let value = value(of: byte) else { return nil }
        group = group << 6 | value
        count += 1
        guard count == 4 else { continue }
        bytes.append(UInt8(truncatingIfNeeded: group >> 16))
        bytes.append(UInt8(truncatingIfNeeded: group >> 8))
        bytes.append(UInt8(truncatingIfNeeded: group))
        (group, count) = (0, 0)
      }
    }
    // Two characters of a last group make a byte, three make two; a single one makes none.
    if count == 2 { bytes.append(UInt8(truncatingIfNeeded: group >> 4)) }
    if count == 3 {
      bytes.append(UInt8(truncatingIfNeeded: group >> 10))
      bytes.append(UInt8(truncatingIfNeeded: group >> 2))
    }
    return bytes
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: " "): 62
    case UInt8(ascii: "/"): 63
    case _: nil
    }
  }
}

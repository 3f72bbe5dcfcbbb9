extension ByteWriter {
  /// A text as a JSON string, its quotation marks included; everything but what JSON wants escaped
  /// stays raw UTF-8.
  mutating func write(json text: String) {
    write(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { source in
      guard source.contains(where: Self.isEscaped) else { return write(source) }
      for byte in source {
        switch byte {
        case UInt8(ascii: "\""): write("\\\"")
        case UInt8(ascii: "\\"): write("\\\\")
        case 8: write("\\b")
        case 9: write("\\t")
        case 10: write("\\n")
        case 12: write("\\f")
        case 13: write("\\r")
        case 0..<32:
          write("\\u00")
          write(byte < 16 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
          let low = byte & 0xF
          write(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") - 10 + low)
        case _: write(byte)
        }
      }
    }
    write(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 32 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}

extension Charset {
  /// Whether bytes are surely UTF-8 and no GBK: all of them UTF-8, and some of them a Chinese
  /// character or sign of three bytes. GBK that reads so by chance needs characters in a row that
  /// nobody writes.
  package static func isChineseInUTF8(_ bytes: Bytes) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return text.unicodeScalars.contains {
      (0x3000...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value)
    }
  }
}

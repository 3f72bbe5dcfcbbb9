/// A search for one text in another, byte by byte: what counts is what was sent, not what Unicode
/// holds to be the same.
enum ByteSearch {
  static func occurs(_ needle: String, in text: String) -> Bool {
    var (needle, text) = (needle, text)
    return needle.withUTF8 { needle in
      text.withUTF8 { text in
        guard let first = needle.first else { return true }
        guard text.count >= needle.count else { return false }
        for start in 0...(text.count - needle.count) where text[start] == first {
          if (1..<needle.count).allSatisfy({ text[start + $0] == needle[$0] }) { return true }
        }
        return false
      }
    }
  }
}

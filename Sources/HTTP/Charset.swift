/// A charset that texts come and go in.
package enum Charset: Sendable, Equatable {
  case utf8
  /// GB2312 and GBK as documents and clients say it: read as GB18030, their superset, and written as
  /// GBK.
  case gbk

  /// The text in these bytes; what is none becomes U+FFFD, half a character at the end too.
  package func text(_ bytes: Bytes) -> String {
    switch self {
    case .utf8: bytes.utf8Text
    case .gbk:
      Iconv(from: "GB18030", to: "UTF-8").convert(bytes, replacement: Bytes("\u{FFFD}")).utf8Text
    }
  }

  /// The text in these bytes, or nil if not all of them are text.
  package func validText(_ bytes: Bytes) -> String? {
    switch self {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .gbk: Iconv(from: "GB18030", to: "UTF-8").convert(bytes)?.utf8Text
    }
  }

  /// The bytes of a text; a character that the charset lacks becomes `?`.
  package func bytes(_ text: String) -> Bytes {
    switch self {
    case .utf8: Bytes(text)
    case .gbk:
      // The replacement stands for a whole character, of which UTF-8 says the length first.
      Iconv(from: "UTF-8", to: "GBK").convert(Bytes(text), replacement: Bytes("?")) { rest in
        switch rest.first ?? 0 {
        case 0xF0...: 4
        case 0xE0...: 3
        case 0xC0...: 2
        case _: 1
        }
      }
    }
  }
}

private import Synchronization

/// A charset that texts come and go in.
package enum Charset: Sendable, Equatable {
  case utf8
  /// GB2312 and GBK as documents and clients say it: read as GB18030, their superset, and written as
  /// GBK.
  case gbk

  /// Opened once, ahead of the first request: later there may be no descriptor left to do it with.
  private static let decoder = Mutex(Iconv(from: "GB18030", to: "UTF-8"))
  private static let encoder = Mutex(Iconv(from: "UTF-8", to: "GBK"))

  /// Whether this system can convert to it and from it. A server asks before it starts.
  package var isAvailable: Bool {
    switch self {
    case .utf8: true
    case .gbk: Self.decoder.withLock { $0 != nil } && Self.encoder.withLock { $0 != nil }
    }
  }

  /// The text in these bytes; what is none becomes U+FFFD, half a character at the end too.
  package func text(_ bytes: Bytes) -> String {
    switch self {
    case .utf8: bytes.utf8Text
    case .gbk:
      (Self.decoder.withLock { $0?.convert(bytes, replacement: Bytes("\u{FFFD}")) } ?? bytes)
        .utf8Text
    }
  }

  /// The text in these bytes, or nil if not all of them are text.
  package func validText(_ bytes: Bytes) -> String? {
    switch self {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .gbk: Self.decoder.withLock { $0?.convert(bytes, replacement: nil) }?.utf8Text
    }
  }

  /// The bytes of a text; a character that the charset lacks becomes `?`.
  package func bytes(_ text: String) -> Bytes {
    switch self {
    case .utf8: Bytes(text)
    case .gbk:
      Self.encoder.withLock {
        // The replacement stands for a whole character, of which UTF-8 says the length first.
        $0?.convert(Bytes(text), replacement: Bytes("?")) { first in
          switch first {
          case 0xF0...: 4
          case 0xE0...: 3
          case 0xC0...: 2
          case _: 1
          }
        }
      } ?? Bytes(text)
    }
  }
}

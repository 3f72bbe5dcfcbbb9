internal import HTTP

/// A file of the page, as it goes out.
struct PageFile: Sendable {
  let type: String
  let bytes: Bytes
  /// Names these bytes and no others, so that a browser asks again and gets the body only when it
  /// has another: an upgrade shows at once.
  let tag: String

  init(_ name: String, _ bytes: Bytes) {
    self.bytes = bytes
    tag = "\"\(String(Self.fingerprint(bytes), radix: 36))\""
    type =
      switch name.split(separator: ".").last {
      case "html": "text/html; charset=utf-8"
      case "css": "text/css; charset=utf-8"
      case "js": "text/javascript; charset=utf-8"
      case "svg": "image/svg+xml"
      case let other: fatalError("PageFile: no type for \(other ?? "")")
      }
  }

  /// - Parameter known: the tags of what the browser has, as in `If-None-Match`.
  func answer(known: String?) -> HTTPResponse {
    let isKnown =
      known?.split(separator: ",").contains { sent in
        let sent = sent.drop { $0 == " " }.prefix { $0 != " " }
        return sent == "*" || (sent.hasPrefix("W/") ? sent.dropFirst(2) : sent) == tag
      } ?? false
    return HTTPResponse(
      status: isKnown ? 304 : 200, contentType: type,
      headers: Self.headers + [.init("ETag", tag)], body: isKnown ? [] : bytes)
  }

  /// Nothing but the page's own files runs, texts can become nothing else, and nobody frames it.
  private static let headers: [HTTPResponse.Header] = [
    .init(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"),
    .init("X-Content-Type-Options", "nosniff"),
    .init("Referrer-Policy", "no-referrer"),
    .init("Cross-Origin-Opener-Policy", "same-origin"),
    .init("Cross-Origin-Resource-Policy", "same-origin"),
    .init("Cache-Control", "no-cache"),
  ]

  /// FNV-1a with 64 bits.
  private static func fingerprint(_ bytes: Bytes) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

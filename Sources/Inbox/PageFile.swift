internal import HTTP

/// A file of the page, as it goes out.
struct PageFile: Sendable {
  let type: String
  let bytes: Bytes
  let compressed: Bytes
  /// Names these bytes and no others, so that a browser asks again and gets the body only when it
  /// has another: an upgrade shows at once.
  let tag: String

  init(_ name: String, _ bytes: Bytes) {
    self.bytes = bytes
    compressed = Gzip.compressed(bytes)
    tag = String(Self.fingerprint(bytes), radix: 36)
    type =
      switch name.split(separator: ".").last {
      case "html": "text/html; charset=utf-8"
      case "css": "text/css; charset=utf-8"
      case "js": "text/javascript; charset=utf-8"
      case "svg": "image/svg+xml"
      case let other: fatalError("PageFile: no type for \(other ?? "")")
      }
  }

  /// - Parameters:
  ///   - known: the tags of what the browser has, as in `If-None-Match`.
  ///   - encodings: what it takes, as in `Accept-Encoding`.
  func answer(known: String, encodings: String) -> HTTPResponse {
    let isCompressed = Self.items(of: encodings).contains("gzip")
    let tag = isCompressed ? "\"\(tag)-gzip\"" : "\"\(tag)\""
    let isKnown = Self.items(of: known).contains {
      $0 == "*" || ($0.hasPrefix("W/") ? $0.dropFirst(2) : $0) == tag
    }
    var response = HTTPResponse(status: 200, contentType: type, headers: Self.headers)
    response.headers.append(.init("ETag", tag))
    if isKnown {
      response.status = 304
    } else if isCompressed {
      response.headers.append(.init("Content-Encoding", "gzip"))
      response.body = compressed
    } else {
      response.body = bytes
    }
    return response
  }

  /// Those of a header line's list that are not refused by a weight of nought.
  private static func items(of line: String) -> [Substring] {
    line.split(separator: ",").compactMap { item in
      let item = item.filter { $0 != " " }
      let refused = [";q=0", ";q=0.0", ";q=0.00", ";q=0.000"].contains { item.hasSuffix($0) }
      return refused ? nil : Substring(item.prefix { $0 != ";" })
    }
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
    .init("Vary", "Accept-Encoding"),
  ]

  /// FNV-1a with 64 bits.
  private static func fingerprint(_ bytes: Bytes) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

/// A request target: the bytes as sent, the one path that everything is routed and guarded by, and
/// the query.
///
/// An absolute URI, as clients behind a proxy send it, counts as its path. The path is
/// percent-decoded, and slashes that follow one another count as one. A `#` is a byte like any other:
/// no client sends a fragment, but some send texts unescaped.
package struct RequestTarget: Sendable, Equatable {
  package let bytes: Bytes
  package let path: String
  let queryRange: Range<Int>

  /// What follows the first `?`, as sent.
  package var query: ArraySlice<UInt8> { bytes[queryRange] }

  package init(_ bytes: Bytes) {
    self.bytes = bytes
    let mark = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
    queryRange = min(mark + 1, bytes.count)..<bytes.count
    path = Self.path(bytes[Self.pathStart(bytes[..<mark])..<mark])
  }

  package init(_ text: String) {
    self.init(Bytes(text))
  }

  /// Where the path starts: behind scheme and host of an absolute URI, else at once.
  private static func pathStart(_ bytes: ArraySlice<UInt8>) -> Int {
    guard bytes.first != UInt8(ascii: "/") else { return bytes.startIndex }
    let separator = Array("://".utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      bytes[colon...].starts(with: separator)
    else { return bytes.startIndex }
    return bytes[(colon + separator.count)...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex
  }

  /// Whether a path stands for itself: no escape, no slash behind a slash, and not empty.
  private static func isPlain(_ sent: ArraySlice<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in sent {
      guard byte != UInt8(ascii: "%"), byte != UInt8(ascii: "/") || last != byte else {
        return false
      }
      last = byte
    }
    return !sent.isEmpty
  }

  private static func path(_ sent: ArraySlice<UInt8>) -> String {
    let slash = UInt8(ascii: "/")
    if isPlain(sent) { return String(decoding: sent, as: UTF8.self) }
    var decoded = PercentEncoding.decode(sent, plusIsSpace: false)
    if decoded.isEmpty { return "/" }
    var kept = 0
    for index in decoded.indices
    where !(decoded[index] == slash && kept > 0 && decoded[kept - 1] == slash) {
      decoded[kept] = decoded[index]
      kept += 1
    }
    return String(decoding: decoded[..<kept], as: UTF8.self)
  }
}

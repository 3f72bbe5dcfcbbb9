private import Glibc

extension CallerAddress {
  /// Reads an address in the notation of `inet_pton(3)`. Nil if it is neither IPv4 nor IPv6.
  package init?(_ text: String) {
    // C would read the text only up to there.
    guard !text.utf8.contains(0) else { return nil }
    var v4 = in_addr()
    if inet_pton(AF_INET, text, &v4) == 1 {
      self.init(v4: UInt32(bigEndian: v4.s_addr))
      return
    }
    var v6 = in6_addr()
    guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
    let words = withUnsafeBytes(of: &v6) { bytes in
      (
        bytes.loadUnaligned(as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      )
    }
    self.init(v6High: UInt64(bigEndian: words.0), low: UInt64(bigEndian: words.1))
  }
}

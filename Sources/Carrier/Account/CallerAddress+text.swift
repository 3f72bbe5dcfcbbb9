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

extension CallerAddress {
  /// In the notation of `inet_ntop(3)`.
  package var text: String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    var v4 = in_addr(s_addr: UInt32(truncatingIfNeeded: bits).bigEndian)
    var v6 = bits.bigEndian
    let family = bitWidth == 32 ? AF_INET : AF_INET6
    let isWritten = withUnsafeBytes(of: &v4) { v4 in
      withUnsafeBytes(of: &v6) { v6 in
        let address = bitWidth == 32 ? v4 : v6
        return inet_ntop(family, address.baseAddress, &buffer, socklen_t(buffer.count)) != nil
      }
    }
    guard isWritten else { fatalError("inet_ntop: an address of \(bitWidth) bits has no text") }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
  }
}

extension AddressRange {
  /// As a scenario writes it.
  var text: String {
    prefixLength == base.bitWidth ? base.text : "\(base.text)/\(prefixLength)"
  }
}

/// An address, or a block of them in CIDR form, that may call: `127.0.0.1`, `10.0.0.0/8`, `::1`.
package struct AddressRange: Sendable, Equatable {
  let base: CallerAddress
  let prefixLength: Int

  /// Nil if it is neither an IPv4 nor an IPv6 address, or its prefix length does not fit.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let base = CallerAddress(String(parts[0])) else { return nil }
    let longest = base.bitWidth
    if parts.count == 2 {
      guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1]),
        length <= longest
      else { return nil }
      prefixLength = length
    } else {
      prefixLength = longest
    }
    self.base = base
  }

  package func contains(_ address: CallerAddress) -> Bool {
    guard address.bitWidth == base.bitWidth else { return false }
    if prefixLength == 0 { return true }
    return (address.bits ^ base.bits) >> UInt128(address.bitWidth - prefixLength) == 0
  }
}

/// The address of a caller.
package struct CallerAddress: Sendable, Hashable {
  /// 32 or 128.
  let bitWidth: Int
  let bits: UInt128

  package init(v4 bits: UInt32) {
    bitWidth = 32
    self.bits = UInt128(bits)
  }

  package init(v6High high: UInt64, low: UInt64) {
    bitWidth = 128
    bits = UInt128(high) << 64 | UInt128(low)
  }
}

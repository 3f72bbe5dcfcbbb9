/// The address a request came from. An IPv4 address mapped into IPv6 is the IPv4 address.
package enum PeerAddress: Sendable, Hashable {
  /// The four bytes, first byte highest.
  case v4(UInt32)
  /// The sixteen bytes, first byte highest.
  case v6(high: UInt64, low: UInt64)
}

internal import Glibc
internal import HTTP

/// An address to listen on or to connect to: a numeric host or `localhost`, and a port. Names are
/// not looked up, for that would block the loop.
package struct SocketAddress: Sendable, Equatable, CustomStringConvertible {
  /// The host as it was written, without brackets.
  package let host: String
  package let port: UInt16
  let ip: PeerAddress

  init(host: String, ip: PeerAddress, port: UInt16) {
    self.host = host
    self.ip = ip
    self.port = port
  }

  /// Parses `127.0.0.1:7862`, `[::1]:0`, `0.0.0.0:80` or `localhost:7862`.
  ///
  /// Throws a `ReactorError` that says what is wrong and how an address is written.
  package init(parsing text: String) throws(ReactorError) {
    guard let colon = text.lastIndex(of: ":") else {
      throw Self.error(text, "has no port")
    }
    let digits = text[text.index(after: colon)...]
    guard digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let port = UInt16(digits) else {
      throw Self.error(text, "has no port from 0 to 65535")
    }
    var host = String(text[..<colon])
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]") && host.utf8.count > 2
    if isBracketed {
      host = String(host.dropFirst().dropLast())
    }
    guard let ip = Self.ip(host) else {
      throw Self.error(text, "has no numeric host and not localhost")
    }
    switch ip {
    case .v4 where isBracketed: throw Self.error(text, "has an IPv4 address in brackets")
    case .v6 where !isBracketed: throw Self.error(text, "has an IPv6 address without brackets")
    case .v4, .v6: self.init(host: host, ip: ip, port: port)
    }
  }

  package var description: String {
    switch ip {
    case .v4: "\(host):\(port)"
    case .v6: "[\(host)]:\(port)"
    }
  }

  package var isLoopback: Bool {
    switch ip {
    case .v4(let bytes): bytes >> 24 == 127
    case .v6(let high, let low): high == 0 && (low == 1 || low >> 24 == 0xFFFF7F)
    }
  }

  /// As a client on this machine reaches it: where it is every address, the loopback one.
  package var asDialled: String {
    guard isWildcard else { return description }
    return switch ip {
    case .v4: "127.0.0.1:\(port)"
    case .v6: "[::1]:\(port)"
    }
  }

  /// Whether this is every address of the machine: `0.0.0.0` or `::`.
  package var isWildcard: Bool {
    switch ip {
    case .v4(let bytes): bytes == 0
    case .v6(let high, let low): high == 0 && low == 0
    }
  }

  private static func error(_ text: String, _ flaw: String) -> ReactorError {
    ReactorError(
      call: "address \"\(text)\"",
      text: "\(flaw); write it like 127.0.0.1:7862, [::1]:7862 or localhost:7862")
  }

  /// The address that a host is, in digits or as `localhost`; nil for any other name.
  static func ip(_ host: String) -> PeerAddress? {
    if host == "localhost" { return .v4(0x7F00_0001) }
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 {
      return .v4(UInt32(bigEndian: four.s_addr))
    }
    var six = in6_addr()
    if inet_pton(AF_INET6, host, &six) == 1 {
      let (high, low) = withUnsafeBytes(of: &six) {
        ($0.load(as: UInt64.self), $0.load(fromByteOffset: 8, as: UInt64.self))
      }
      return .v6(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
    }
    return nil
  }
}

internal import Glibc
internal import HTTP

extension SocketAddress {
  var family: Int32 {
    switch ip {
    case .v4: AF_INET
    case .v6: AF_INET6
    }
  }

  /// Lends the address in the form that the socket calls take.
  func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    switch ip {
    case .v4(let bytes):
      var raw = sockaddr_in()
      raw.sin_family = sa_family_t(AF_INET)
      raw.sin_port = port.bigEndian
      raw.sin_addr.s_addr = bytes.bigEndian
      return Self.lend(&raw, body)
    case .v6(let high, let low):
      var raw = sockaddr_in6()
      raw.sin6_family = sa_family_t(AF_INET6)
      raw.sin6_port = port.bigEndian
      withUnsafeMutableBytes(of: &raw.sin6_addr) {
        $0.storeBytes(of: high.bigEndian, as: UInt64.self)
        $0.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
      }
      return Self.lend(&raw, body)
    }
  }

  /// This address with the port that the operating system gave to a bound socket.
  func bound(as descriptor: Int32) throws(ReactorError) -> SocketAddress {
    var raw = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let result = withUnsafeMutablePointer(to: &raw) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    guard result == 0 else { throw .fromErrno("getsockname") }
    // The port stands at the same place in sockaddr_in and sockaddr_in6.
    return SocketAddress(host: host, ip: ip, port: UInt16(bigEndian: raw.sin6_port))
  }

  private static func lend<Raw, Result>(
    _ raw: inout Raw, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafePointer(to: &raw) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<Raw>.size))
      }
    }
  }
}

extension PeerAddress {
  /// The address a connection came from; nil for another family than the two of the Internet.
  init?(_ raw: UnsafePointer<sockaddr>) {
    switch Int32(raw.pointee.sa_family) {
    case AF_INET:
      self = raw.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        .v4(UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
      }
    case AF_INET6:
      let (high, low) = raw.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin6_addr) {
          (
            UInt64(bigEndian: $0.load(as: UInt64.self)),
            UInt64(bigEndian: $0.load(fromByteOffset: 8, as: UInt64.self))
          )
        }
      }
      let isMapped = high == 0 && low >> 32 == 0xFFFF
      self = isMapped ? .v4(UInt32(truncatingIfNeeded: low)) : .v6(high: high, low: low)
    case _:
      return nil
    }
  }
}

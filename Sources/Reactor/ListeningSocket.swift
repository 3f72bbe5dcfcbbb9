internal import CLibevent
internal import Glibc

/// Opens the socket that connections arrive on.
enum ListeningSocket {
  /// A descriptor bound to the address and listening; the caller closes it.
  static func open(_ address: SocketAddress) throws(ReactorError) -> Int32 {
    let descriptor = socket(
      address.family,
      Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .fromErrno("socket") }
    do {
      try configure(descriptor, for: address)
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  private static func configure(
    _ descriptor: Int32, for address: SocketAddress
  ) throws(ReactorError) {
    // A restart must not wait for the old connections' TIME_WAIT. SO_REUSEPORT stays off, so that
    // a second process on the same port is an error and not a lottery.
    try set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1, "setsockopt(SO_REUSEADDR)")
    // Accepted sockets inherit it. Without it answers over 16 KB wait 44 ms for the client's ACK.
    try set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1, "setsockopt(TCP_NODELAY)")
    if address.family == AF_INET6 {
      // `[::]` means both families, whatever the system's default is.
      let isSixOnly: Int32 = address.isWildcard ? 0 : 1
      try set(
        descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, isSixOnly, "setsockopt(IPV6_V6ONLY)")
    }
    guard address.withSockaddr({ bind(descriptor, $0, $1) }) == 0 else {
      throw .fromErrno("bind \(address)")
    }
    guard listen(descriptor, 1024) == 0 else { throw .fromErrno("listen \(address)") }
  }

  private static func set(
    _ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32, _ call: String
  ) throws(ReactorError) {
    var value = value
    let length = socklen_t(MemoryLayout<Int32>.size)
    guard setsockopt(descriptor, level, option, &value, length) == 0 else {
      throw .fromErrno(call)
    }
  }
}

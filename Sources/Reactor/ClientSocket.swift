internal import Glibc
internal import HTTP

/// Owns the non-blocking socket of one outgoing call.
final class ClientSocket {
  /// What became of an attempt to send or to receive.
  enum Transfer {
    /// So many bytes; of a receipt 0 means that the server has closed.
    case bytes(Int)
    case wouldBlock
    case failed(ReactorError)
  }

  let descriptor: Int32

  /// Begins to connect.
  init(connectingTo address: SocketAddress) throws(ReactorError) {
    descriptor = socket(
      address.family,
      Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .fromErrno("socket") }
    // Without it the end of a long body waits for the server's delayed ACK.
    var isOn: Int32 = 1
    let length = socklen_t(MemoryLayout<Int32>.size)
    guard setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, length) == 0 else {
      throw .fromErrno("setsockopt(TCP_NODELAY)")
    }
    let result = address.withSockaddr { connect(descriptor, $0, $1) }
    guard result == 0 || errno == EINPROGRESS else { throw .fromErrno("connect") }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Sends what follows the first `offset` bytes of a request, head and body in one call.
  func send(_ request: OutgoingRequest, from offset: Int) -> Transfer {
    let skipped = min(offset, request.head.count)
    let count = request.head.withUnsafeBytes { head in
      request.body.withUnsafeBytes { body in
        Self.send(head.dropFirst(skipped), body.dropFirst(offset - skipped), descriptor)
      }
    }
    return count >= 0 ? .bytes(count) : Self.refusal("send")
  }

  func receive(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
    let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
    return count >= 0 ? .bytes(count) : Self.refusal("recv")
  }

  private static func send(
    _ first: Slice<UnsafeRawBufferPointer>, _ second: Slice<UnsafeRawBufferPointer>,
    _ descriptor: Int32
  ) -> Int {
    withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { parts in
      parts.initializeElement(at: 0, to: part(first))
      parts.initializeElement(at: 1, to: part(second))
      var message = msghdr()
      message.msg_iov = parts.baseAddress
      message.msg_iovlen = parts.count
      return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
    }
  }

  private static func part(_ bytes: Slice<UnsafeRawBufferPointer>) -> iovec {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    return iovec(
      iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
  }

  private static func refusal(_ call: String) -> Transfer {
    errno == EAGAIN || errno == EINTR ? .wouldBlock : .failed(.fromErrno(call))
  }
}

@available(*, unavailable) extension ClientSocket: Sendable {}

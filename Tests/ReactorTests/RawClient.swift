import Glibc
import HTTP
import Testing

@testable import Reactor

/// A blocking TCP client on the loopback that sends any bytes and gives up after two
/// seconds unless told otherwise.
final class RawClient {
  /// How a connection ended.
  enum End: Equatable {
    case closed, reset, stillOpen
  }

  struct Answer {
    var status: Int
    var head: String
    var body: String
  }

  private let descriptor: Int32
  private var unread: Bytes = []

  init(port: UInt16, receiveBuffer: Int32? = nil, patienceMilliseconds: Int = 2000) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    wait(atMostMilliseconds: patienceMilliseconds)
    if var receiveBuffer {
      setsockopt(
        descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let descriptor = descriptor
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw ReactorError.fromErrno("connect") }
  }

  deinit {
    close(descriptor)
  }

  /// From now on gives up after so long.
  func wait(atMostMilliseconds patience: Int) {
    var time = timeval(tv_sec: patience / 1000, tv_usec: patience % 1000 * 1000)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  /// Sends all, or as much as the server takes; says which.
  @discardableResult
  func send(_ bytes: Bytes) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool {
    send(Bytes(text))
  }

  /// Says that nothing more will be sent.
  func finishSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Makes the close at this client's end a TCP reset.
  func willReset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
  }

  /// The next answer, framed by its Content-Length; without a body for HEAD.
  func answer(toHead: Bool = false) throws -> Answer {
    while true {
      if let end = Self.endOfHead(unread) {
        let head = unread[..<end].utf8Text
        let length = Self.header("content-length", head).flatMap { Int($0) } ?? 0
        let total = end + (toHead ? 0 : length)
        if unread.count >= total {
          let body = unread[end..<total].utf8Text
          unread.removeFirst(total)
          let status = try #require(Int(head.dropFirst(9).prefix(3)))
          return Answer(status: status, head: head, body: body)
        }
      }
      try #require(receive() == nil, "no whole answer but \(unread.utf8Text)")
    }
  }

  /// Everything until the connection's end, or until its patience is over.
  func rest() -> (bytes: Bytes, end: End) {
    while true {
      if let end = receive() { return (unread, end) }
    }
  }

  static func header(_ name: String, _ head: String) -> String? {
    for line in head.split(separator: "\r\n") {
      if line.lowercased().hasPrefix("\(name): ") {
        return String(line.dropFirst(name.utf8.count + 2))
      }
    }
    return nil
  }

  private func receive() -> End? {
    var buffer = Bytes(repeating: 0, count: 65536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count > 0 {
      unread += buffer[..<count]
      return nil
    }
    if count == 0 { return .closed }
    return errno == ECONNRESET ? .reset : .stillOpen
  }

  private static func endOfHead(_ bytes: Bytes) -> Int? {
    guard bytes.count >= 4 else { return nil }
    for index in 0...(bytes.count - 4) where bytes[index..<(index + 4)] == [13, 10, 13, 10] {
      return index + 4
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  var utf8Text: String { String(decoding: self, as: UTF8.self) }
}

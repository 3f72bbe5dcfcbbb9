import Foundation
import Glibc
import HTTP

/// A client that knows only bytes: sends what it is given and reads one answer's bytes.
final class WireClient {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let socket: Int32

  init(port: UInt16) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      throw Failure(description: "connect: \(String(cString: strerror(errno)))")
    }
  }

  deinit {
    close(socket)
  }

  func send(_ bytes: Bytes) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else {
        throw Failure(description: "send: \(String(cString: strerror(errno)))")
      }
      sent += count
    }
  }

  /// What comes next, at least a byte; empty at the connection's end.
  func receivePart() throws -> Bytes {
    var buffer = Bytes(repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    guard count >= 0 else {
      throw Failure(description: "recv: \(String(cString: strerror(errno)))")
    }
    return Bytes(buffer[..<count])
  }

  /// One whole answer, or what came before the connection closed.
  func receive() throws -> Bytes {
    var bytes: Bytes = []
    var buffer = Bytes(repeating: 0, count: 65_536)
    while true {
      if let length = Self.length(of: bytes), bytes.count >= length { return bytes }
      let count = recv(socket, &buffer, buffer.count, 0)
      if count == 0 { return bytes }
      guard count > 0 else {
        throw Failure(
          description: "recv: \(String(cString: strerror(errno))) after \(bytes.utf8Text)")
      }
      bytes += buffer[..<count]
    }
  }

  func exchange(_ request: Bytes) throws -> Bytes {
    try send(request)
    return try receive()
  }

  /// How a connection ended, and what came before.
  enum Ending: Equatable {
    case closed(String)
    /// By a TCP reset.
    case reset(String)

    private var text: String {
      switch self {
      case .closed(let text), .reset(let text): text
      }
    }

    /// Nil where there is none.
    var status: Int? {
      text.hasPrefix("HTTP/1.1 ") ? Int(text.dropFirst(9).prefix(3)) : nil
    }

    /// Nil where no whole head came.
    var body: String? {
      text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) }
    }
  }

  /// Sends a request and reads until the connection ends.
  func ending(_ request: String) throws -> Ending {
    try send(Bytes(request))
    var bytes: Bytes = []
    var buffer = Bytes(repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count == 0 { return .closed(bytes.utf8Text) }
      guard count > 0 else {
        if errno == ECONNRESET { return .reset(bytes.utf8Text) }
        throw Failure(description: "recv: \(String(cString: strerror(errno)))")
      }
      bytes += buffer[..<count]
    }
  }

  /// How long the answer that starts here is, once its head is complete.
  private static func length(of bytes: Bytes) -> Int? {
    guard let end = bytes.firstRange(of: Bytes("\r\n\r\n")) else { return nil }
    for line in bytes[..<end.lowerBound].utf8Lines
    where line.lowercased().hasPrefix("content-length:") {
      return Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)).map {
        end.upperBound + $0
      }
    }
    return end.upperBound
  }
}

extension ArraySlice<UInt8> {
  fileprivate var utf8Lines: [String] {
    String(decoding: self, as: UTF8.self).components(separatedBy: "\r\n")
  }
}

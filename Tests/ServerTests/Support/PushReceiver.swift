import Foundation
import Glibc
import HTTP
import Synchronization

/// A client's receiver on a thread of its own: writes down what it gets, and answers as a test's
/// script says.
final class PushReceiver: Sendable {
  /// What to do with a request.
  enum Answer: Sendable {
    /// 200 with the text OK.
    case ok
    case status(Int, String)
    /// These bytes in place of an answer.
    case raw(String)
    /// None; the connection stays open until the receiver goes.
    case none
    /// OK once the test calls ``PushReceiver/goOn()``.
    case wait
  }

  struct Request: Sendable, Equatable {
    var head: String
    var body: String
    /// The request line.
    var line: String { String(head.prefix { $0 != "\r\n" }) }
  }

  let port: UInt16
  private let socket: Int32
  private let desk: Desk

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// - Parameter script: the answer to a request and its place, from 0, on a thread of its own.
  init(_ script: @escaping @Sendable (Request, Int) -> Answer = { _, _ in .ok }) throws {
    let desk = Desk(script)
    self.desk = desk
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = socket
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 64) == 0
          && getsockname(socket, $0, &length) == 0
      }
    }
    guard isBound else { throw Failure(description: "no port for a receiver") }
    port = UInt16(bigEndian: address.sin_port)
    let thread = Thread {
      while true {
        let client = accept(socket, nil, nil)
        guard client >= 0 else { return }
        Thread.detachNewThread { desk.serve(client) }
      }
    }
    thread.start()
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
    for client in desk.held.withLock({ $0 }) { close(client) }
  }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Waits until so many more requests have come; all that have come so far.
  @discardableResult
  func wait(for count: Int) throws -> [Request] {
    for _ in 0..<count {
      guard desk.arrived.wait(timeout: .now() + 10) == .success else {
        throw Failure(description: "there came only \(all.map(\.line))")
      }
    }
    return all
  }

  var all: [Request] { desk.requests.withLock { $0 } }

  /// Has one request that waits be answered.
  func goOn() {
    desk.gate.signal()
  }
}

/// What the receiver's threads share.
private final class Desk: Sendable {
  typealias Request = PushReceiver.Request

  let requests = Mutex<[Request]>([])
  let held = Mutex<[Int32]>([])
  let arrived = DispatchSemaphore(value: 0)
  let gate = DispatchSemaphore(value: 0)
  private let script: @Sendable (Request, Int) -> PushReceiver.Answer

  init(_ script: @escaping @Sendable (Request, Int) -> PushReceiver.Answer) {
    self.script = script
  }

  func serve(_ client: Int32) {
    guard let request = read(client) else {
      close(client)
      return
    }
    let place = requests.withLock { requests in
      requests.append(request)
      return requests.count - 1
    }
    let answer = script(request, place)
    arrived.signal()
    switch answer {
    case .ok: send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK", client)
    case .status(let status, let body):
      send("HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)", client)
    case .raw(let text): send(text, client)
    case .none:
      held.withLock { $0.append(client) }
      return
    case .wait:
      gate.wait()
      send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK", client)
    }
    close(client)
  }

  private func send(_ text: String, _ client: Int32) {
    let bytes = Bytes(text)
    _ = bytes.withUnsafeBytes { Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  private func read(_ client: Int32) -> Request? {
    var bytes: Bytes = []
    var buffer = Bytes(repeating: 0, count: 65_536)
    while true {
      if let end = bytes.firstRange(of: Bytes("\r\n\r\n")) {
        let head = Bytes(bytes[..<end.lowerBound]).utf8Text
        let length =
          head.components(separatedBy: "\r\n")
          .first { $0.lowercased().hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
        if bytes.count >= end.upperBound + length {
          return Request(head: head, body: Bytes(bytes[end.upperBound...]).utf8Text)
        }
      }
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
  }
}

import Foundation
import Glibc
import HTTP

@testable import Reactor

/// A name server on the test's own loop, and the files that send the resolver to it. To a question
/// for `silent.test` it says nothing.
final class FakeNameServer {
  /// For `EventLoop(nameFiles:)`; in a directory that goes with this.
  let files: NameResolver.Files
  private(set) var questions = 0

  private let directory: URL
  private let addresses: [String: [UInt8]]
  private var descriptor: Int32 = -1
  private var event: LoopEvent?

  /// - Parameters:
  ///   - hosts: what the hosts file has; nil: there is none.
  ///   - hasServer: whether the resolver is told of this server.
  init(
    hosts: String? = nil, hasServer: Bool = true, addresses: [String: [UInt8]] = [:]
  ) throws {
    self.addresses = addresses
    directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let (hostsFile, serversFile) = (directory.appending(path: "h"), directory.appending(path: "r"))
    files = NameResolver.Files(hosts: hostsFile.path, servers: serversFile.path)
    if let hosts { try Data(hosts.utf8).write(to: hostsFile) }
    guard hasServer else { return }
    let address = try SocketAddress(parsing: "127.0.0.1:0")
    descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard address.withSockaddr({ bind(descriptor, $0, $1) }) == 0 else {
      throw ReactorError.fromErrno("bind")
    }
    let port = try address.bound(as: descriptor).port
    try Data("search example.test\nnameserver 127.0.0.1:\(port)\n".utf8).write(to: serversFile)
  }

  deinit {
    event = nil
    if descriptor >= 0 { close(descriptor) }
    do {
      try FileManager.default.removeItem(at: directory)
    } catch {
      print("FakeNameServer: \(error)")
    }
  }

  /// Answers in that loop's turns.
  func serve(on loop: EventLoop) throws {
    let (read, persist): (Int16, Int16) = (2, 16)
    event = try LoopEvent(base: loop.base, descriptor: descriptor, what: read | persist) {
      [unowned self] in answer()
    }
    try event?.add()
  }

  private func answer() {
    var question = Bytes(repeating: 0, count: 512)
    var peer = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &peer) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { peer in
        let count = recvfrom(descriptor, &question, question.count, 0, peer, &length)
        guard count > 12, let answer = answer(to: question[..<count]) else { return }
        sendto(descriptor, answer, answer.count, 0, peer, length)
      }
    }
  }

  /// RFC 1035, 4.1: one question, and at most one address.
  private func answer(to question: ArraySlice<UInt8>) -> Bytes? {
    questions += 1
    var index = 12
    var labels: [String] = []
    while question[index] > 0 {
      let end = index + 1 + Int(question[index])
      labels.append(Bytes(question[(index + 1)..<end]).utf8Text.lowercased())
      index = end
    }
    let asked = question[12..<(index + 5)]
    let name = labels.joined(separator: ".")
    if name == "silent.test" { return nil }
    let address = addresses[name]
    let isForIPv4 = question[index + 2] == 1
    let found = isForIPv4 ? address : nil
    let head = question[..<2] + [0x81, address == nil ? 0x83 : 0x80]
    let counts: Bytes = [0, 1, 0, found == nil ? 0 : 1, 0, 0, 0, 0]
    let answer: Bytes = found.map { [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4] + $0 } ?? []
    return head + counts + asked + answer
  }
}

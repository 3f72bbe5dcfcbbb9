import Glibc
import HTTP
import Testing

@testable import Reactor

@Suite struct HTTPCallerTests {
  /// Makes one call, on this thread's own loop.
  private func call(
    _ address: SocketAddress, method: String = "GET", target: String = "/",
    headers: [HTTPResponse.Header] = [], body: String = "", timeoutMilliseconds: Int64 = 2000
  ) throws -> CallOutcome {
    let loop = try EventLoop()
    let caller = HTTPCaller(loop: loop)
    var outcome: CallOutcome?
    caller.call(
      method: method, to: address, host: "h", target: Bytes(target), headers: headers,
      body: Bytes(body), timeoutMilliseconds: timeoutMilliseconds
    ) {
      outcome = $0
      loop.stop()
    }
    #expect(outcome == nil)
    loop.run {}
    #expect(caller.callsInFlight == 0)
    return try #require(outcome)
  }

  /// An address where nobody listens.
  private func deserted() throws -> SocketAddress {
    let address = try SocketAddress(parsing: "127.0.0.1:0")
    let descriptor = try ListeningSocket.open(address)
    defer { close(descriptor) }
    return try address.bound(as: descriptor)
  }

  @Test func theRequestArrivesWhole() throws {
    let server = try TestServer()
    defer { server.stop() }
    let outcome = try call(
      server.address, method: "POST", target: "/a?b", headers: [.init("X", "y")], body: "text")
    #expect(
      outcome
        == .answered(
          status: 200,
          body: Bytes(
            "POST|/a?b|Host: h\r\nX: y\r\nContent-Length: 4\r\nConnection: close\r\n|text")))
  }

  @Test func aLongAnswerIsTakenInPart() throws {
    let server = try TestServer()
    defer { server.stop() }
    let outcome = try call(server.address, target: "/big?3000000")
    #expect(outcome == .answered(status: 200, body: Bytes(repeating: 65, count: 64 << 10)))
    #expect(try call(server.address, method: "HEAD") == .answered(status: 200, body: []))
  }

  @Test func failuresAreTold() throws {
    let server = try TestServer()
    defer { server.stop() }
    #expect(
      try call(server.address, target: "/reset")
        == .failed("connection failed: Connection reset by peer"))
    #expect(
      try call(server.address, target: "/cut")
        == .failed("the server closed before the answer's end"))
    #expect(
      try call(deserted())
        == .failed("connection failed: Connection refused"))
    #expect(
      try call(server.address, target: "/hold", timeoutMilliseconds: 20)
        == .failed("no answer from \(server.address) within 20 ms"))
    try server.ask("/release")
  }

  @Test(arguments: ["", "a", "/a b", "/a\r\nX: y"])
  func aTargetCannotBreakOut(target: String) throws {
    let outcome = try call(deserted(), target: target)
    #expect(outcome == .failed("the request has a line break or a blank where none may be"))
  }

  @Test func aHeaderCannotBreakOut() throws {
    let outcome = try call(
      deserted(), headers: [.init("X", "y\r\nZ: a")])
    #expect(outcome == .failed("the request has a line break or a blank where none may be"))
  }
}

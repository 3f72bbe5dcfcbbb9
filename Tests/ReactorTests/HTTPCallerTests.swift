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

  /// Begins a call to an address where the test itself is the server; its loop does not run yet.
  private func begin(
    _ caller: HTTPCaller, body: Bytes = [], completion: @escaping (CallOutcome) -> Void
  ) throws -> Int32 {
    let listening = try ListeningSocket.open(SocketAddress(parsing: "127.0.0.1:0"))
    defer { close(listening) }
    let address = try SocketAddress(parsing: "127.0.0.1:0").bound(as: listening)
    caller.call(
      method: "POST", to: address, host: "h", target: Bytes("/"), headers: [], body: body,
      timeoutMilliseconds: 2000, completion: completion)
    var descriptor = pollfd(fd: listening, events: Int16(POLLIN), revents: 0)
    try #require(poll(&descriptor, 1, 2000) == 1)
    let accepted = accept(listening, nil, nil)
    try #require(accepted >= 0)
    return accepted
  }

  @Test func theServerMayAnswerBeforeItHasReadAll() throws {
    let loop = try EventLoop()
    let caller = HTTPCaller(loop: loop)
    var outcome: CallOutcome?
    let server = try begin(caller, body: Bytes(repeating: 65, count: 64 << 20)) {
      outcome = $0
      loop.stop()
    }
    let answer = Bytes("HTTP/1.1 413 No\r\nContent-Length: 4\r\n\r\nlong")
    #expect(send(server, answer, answer.count, 0) == answer.count)
    // What was sent and not read makes this a reset.
    close(server)
    loop.run {}
    #expect(outcome == .answered(status: 413, body: Bytes("long")))
  }

  @Test func theServerClosesFirst() throws {
    let loop = try EventLoop()
    let caller = HTTPCaller(loop: loop)
    var outcome: CallOutcome?
    let server = try begin(caller) {
      outcome = $0
      loop.stop()
    }
    defer { close(server) }
    let answer = Bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    #expect(send(server, answer, answer.count, 0) == answer.count)
    loop.run {}
    #expect(outcome == .answered(status: 200, body: []))
    var buffer = Bytes(repeating: 0, count: 1000)
    #expect(recv(server, &buffer, buffer.count, Int32(MSG_DONTWAIT)) > 0)
    #expect(recv(server, &buffer, buffer.count, Int32(MSG_DONTWAIT)) == -1)
    #expect(errno == EAGAIN)
    shutdown(server, Int32(SHUT_WR))
    let timer = try LoopTimer(loop: loop) { Issue.record("the socket is not closed") }
    timer.arm(afterMilliseconds: 2000)
    loop.run {
      if recv(server, &buffer, buffer.count, Int32(MSG_DONTWAIT)) == 0 { loop.stop() }
    }
  }

  @Test func aLongBodyArrivesWhole() throws {
    let server = try TestServer()
    defer { server.stop() }
    let size = 4 << 20
    let outcome = try call(
      server.address, method: "POST", target: "/size", body: String(repeating: "a", count: size))
    #expect(outcome == .answered(status: 200, body: Bytes("\(size)")))
  }

  @Test func aCancelledCallHasNoOutcome() throws {
    let server = try TestServer()
    defer { server.stop() }
    let loop = try EventLoop()
    let caller = HTTPCaller(loop: loop)
    func begin(_ target: String, _ completion: @escaping (CallOutcome) -> Void) -> OutgoingCallID {
      caller.call(
        method: "GET", to: server.address, host: "h", target: Bytes(target), headers: [], body: [],
        timeoutMilliseconds: 2000, completion: completion)
    }
    let first = begin("/hold") { _ in Issue.record("a cancelled call has an outcome") }
    var others: [OutgoingCallID] = []
    for _ in 1...3 {
      others.append(begin("/a") { _ in Issue.record("a cancelled call has an outcome") })
    }
    let last = begin("/size") { outcome in
      #expect(outcome == .answered(status: 200, body: Bytes("0")))
      caller.cancel(first)
      loop.stop()
    }
    #expect(Set(others + [first, last]).count == 5)
    for call in others { caller.cancel(call) }
    caller.cancel(others[0])
    #expect(caller.callsInFlight == 2)
    loop.run {}
    #expect(caller.callsInFlight == 0)
    caller.cancel(last)
    _ = begin("/hold") { _ in Issue.record("a cancelled call has an outcome") }
    caller.cancelAll()
    #expect(caller.callsInFlight == 0)
    _ = begin("/release") { _ in loop.stop() }
    loop.run {}
  }
}

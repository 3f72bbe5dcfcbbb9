import HTTP
import Testing

@testable import Reactor

@Suite struct PendingReplyTests {
  @Test func anAnswerMayComeMuchLater() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /hold HTTP/1.1\r\n\r\n")
    try untilHeld(server, "1 [true]")
    try server.ask("/release")
    #expect(try client.answer().body == "late")
    #expect(try server.ask("/held") == "1 []")
  }

  /// Were the loop told of it again and again, it would never sleep.
  @Test func whatComesWhileARequestIsHeldWaits() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /a HTTP/1.1\r\n\r\n")
    #expect(try client.answer().body == "GET|/a||")
    client.send("GET /hold HTTP/1.1\r\n\r\n")
    try untilHeld(server, "1 [true]")
    client.send("GET /b HTTP/1.1\r\n\r\n")
    let before = try #require(Int(try server.ask("/turns")))
    client.wait(atMostMilliseconds: 100)
    #expect(client.rest().end == .stillOpen)
    client.wait(atMostMilliseconds: 2000)
    // Those of two connections, and a sweep.
    #expect(try #require(Int(try server.ask("/turns"))) <= before + 12)
    try server.ask("/release")
    #expect(try client.answer().body == "late")
    #expect(try client.answer().body == "GET|/b||")
  }

  @Test func aClientThatHasGoneIsNoError() throws {
    let server = try TestServer()
    defer { server.stop() }
    do {
      let client = try server.connect()
      client.send("GET /hold HTTP/1.1\r\n\r\n")
      try untilHeld(server, "1 [true]")
    }
    try server.ask("/release")
    #expect(try server.ask("/held") == "1 []")
  }

  @Test func aClientThatHasLongGoneIsGivenUp() throws {
    let server = try TestServer()
    defer { server.stop() }
    let patient = try server.connect()
    patient.send("GET /hold HTTP/1.1\r\n\r\n")
    try untilHeld(server, "1 [true]")
    do {
      let client = try server.connect()
      client.send("GET /hold HTTP/1.1\r\n\r\n")
      try untilHeld(server, "2 [true, true]")
    }
    try server.ask("/sweep?0")
    try server.ask("/sweep?75000")
    #expect(try server.ask("/held") == "2 [true, false]")
    try server.ask("/release")
    #expect(try patient.answer().body == "late")
  }

  @Test func aClientThatResetsIsGivenUpAtOnce() throws {
    let server = try TestServer()
    defer { server.stop() }
    let patient = try server.connect()
    patient.send("GET /hold HTTP/1.1\r\n\r\n")
    patient.finishSending()
    try untilHeld(server, "1 [true]")
    do {
      let client = try server.connect()
      client.send("GET /hold HTTP/1.1\r\n\r\n")
      try untilHeld(server, "2 [true, true]")
      client.willReset()
    }
    try server.ask("/sweep?0")
    #expect(try server.ask("/held") == "2 [true, false]")
    // The other has only said that it sends no more.
    try server.ask("/sweep?74999")
    try server.ask("/release")
    #expect(try patient.answer().body == "late")
  }

  @Test(arguments: [
    ("/cut-held", RawClient.End.closed, false), ("/cut-held", .closed, true),
    ("/reset-held", .reset, false), ("/reset-held", .reset, true),
  ])
  func aCutMayComeMuchLater(target: String, end: RawClient.End, isHalfClosed: Bool) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /hold HTTP/1.1\r\n\r\n")
    if isHalfClosed { client.finishSending() }
    try untilHeld(server, "1 [true]")
    try server.ask(target)
    #expect(client.rest() == ([], end))
  }

  @Test(arguments: [0, 1, 2, 9, 3_000_001], ["1.1", "1.0"])
  func aTruncatedAnswerHasHalfItsBody(size: Int, version: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /truncate?\(size) HTTP/\(version)\r\nConnection: keep-alive\r\n\r\n")
    let (bytes, end) = client.rest()
    #expect(end == .closed)
    let body = Bytes(repeating: 65, count: size / 2)
    #expect(bytes.suffix(body.count + 4) == [13, 10, 13, 10] + body)
    let head = bytes.dropLast(body.count).utf8Text
    #expect(head.hasPrefix("HTTP/\(version) 200 OK\r\nX: y\r\n"))
    #expect(RawClient.header("content-length", head) == "\(size)")
    #expect(RawClient.header("connection", head) == (version == "1.0" ? "keep-alive" : nil))
  }

  @Test func aTruncatedAnswerToHeadIsItsHead() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("HEAD /truncate?10 HTTP/1.1\r\n\r\n")
    #expect(try RawClient.header("content-length", client.answer(toHead: true).head) == "10")
    #expect(client.rest() == ([], .closed))
  }

  @Test func aCutEndsTheConnection() throws {
    let server = try TestServer()
    defer { server.stop() }
    let cut = try server.connect()
    cut.send("GET /cut HTTP/1.1\r\n\r\n")
    #expect(cut.rest() == ([], .closed))
    let reset = try server.connect()
    reset.send("GET /reset HTTP/1.1\r\n\r\n")
    #expect(reset.rest() == ([], .reset))
  }

  @Test func closingTheListenerTakesTheHeldRepliesAway() throws {
    let server = try TestServer()
    defer { server.stop() }
    let held = try server.connect()
    held.send("GET /hold HTTP/1.1\r\n\r\n")
    try untilHeld(server, "1 [true]")
    let client = try server.connect()
    client.send("GET /close HTTP/1.1\r\n\r\n")
    #expect(client.rest() == ([], .closed))
    #expect(held.rest() == ([], .closed))
  }

  @Test func aServerMayStopWithRepliesHeld() throws {
    let server = try TestServer()
    let held = try server.connect()
    held.send("GET /hold HTTP/1.1\r\n\r\n")
    try untilHeld(server, "1 [true]")
    server.stop()
    #expect(held.rest() == ([], .closed))
  }

  @Test func aSecondAnswerIsOurOwnBug() async {
    await #expect(processExitsWith: .failure) {
      let loop = try EventLoop()
      let listener = try HTTPListener(
        loop: loop, address: SocketAddress(parsing: "127.0.0.1:0"),
        onRequest: { _, reply in
          reply.send(.text(200, "once"))
          reply.send(.text(200, "twice"))
        }, onConnectionClosed: { _ in })
      let client = try RawClient(port: listener.address.port)
      client.send("GET / HTTP/1.1\r\n\r\n")
      loop.run {}
    }
  }

  @Test func eachConnectionHasANumberAndAnEnd() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /connection HTTP/1.1\r\n\r\nGET /connection HTTP/1.1\r\n\r\n")
    let first = try client.answer().body
    #expect(try client.answer().body == first)
    let other = try server.connect()
    other.send("GET /closing HTTP/1.1\r\n\r\n")
    _ = other.rest()
    let silent = try server.connect()
    silent.finishSending()
    _ = silent.rest()
    client.send("GET /closed HTTP/1.1\r\n\r\n")
    #expect(try client.answer().body == "[2]")
  }

  /// Waits until the listener holds as many replies, by asking: a request on another connection is
  /// not ordered with one that was sent before.
  private func untilHeld(_ server: TestServer, _ wanted: String) throws {
    for _ in 1...1000 {
      let held = try server.ask("/held")
      // The question itself is held while it is answered.
      let parts = wanted.split(separator: " ", maxSplits: 1)
      let count = (Int(parts[0]) ?? 0) + 1
      if held == "\(count) \(parts[1])" { return }
    }
    Issue.record("the reply is not held")
  }
}

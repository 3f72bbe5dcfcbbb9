import HTTP
import Testing

@testable import Reactor

@Suite struct ReplyStreamTests {
  @Test func aBodyComesInChunksAndTheConnectionEndsWithIt() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /stream HTTP/1.1\r\n\r\n")
    try untilStreams(server, "[true]")
    try server.ask("/write?1")
    try server.ask("/write?3")
    try server.ask("/write?20")
    #expect(try server.ask("/end") == "[false]")
    let (bytes, end) = client.rest()
    #expect(end == .closed)
    let text = bytes.utf8Text
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX: y\r\n"))
    #expect(text.contains("\r\nTransfer-Encoding: chunked\r\n"))
    #expect(text.contains("\r\nConnection: close\r\n"))
    let twenty = String(repeating: "A", count: 20)
    #expect(text.hasSuffix("\r\n\r\n1\r\nA\r\n3\r\nAAA\r\n14\r\n\(twenty)\r\n0\r\n\r\n"))
  }

  @Test(arguments: ["", "Connection: keep-alive\r\n"])
  func anOldClientGetsItAsItComesUntilTheEnd(header: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /stream HTTP/1.0\r\n\(header)\r\n")
    try untilStreams(server, "[true]")
    try server.ask("/write?3")
    try server.ask("/end")
    let (bytes, end) = client.rest()
    #expect(end == .closed)
    #expect(bytes.utf8Text.hasSuffix("Connection: close\r\n\r\nAAA"))
    #expect(!bytes.utf8Text.contains("chunked"))
  }

  @Test func toHeadItIsOverWithItsHead() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("HEAD /stream HTTP/1.1\r\n\r\n")
    let (bytes, end) = client.rest()
    #expect(end == .closed)
    #expect(bytes.utf8Text.hasSuffix("\r\n\r\n"))
    #expect(try server.ask("/write?3") == "[false]")
  }

  @Test func aClientThatLeavesIsNoticedAtOnce() throws {
    let server = try TestServer()
    defer { server.stop() }
    do {
      let client = try server.connect()
      client.send("GET /stream HTTP/1.1\r\n\r\n")
      try untilStreams(server, "[true]")
    }
    try untilStreams(server, "[false]")
    try server.ask("/write?3")
    try server.ask("/end")
  }

  @Test func whoHasTakenAllMayStay() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /stream HTTP/1.1\r\n\r\n")
    try untilStreams(server, "[true]")
    for time in [0, 1_000_000, 2_000_000] {
      try server.ask("/sweep?\(time)")
      #expect(try server.ask("/write?1") == "[true]")
    }
  }

  @Test func whoTakesNothingIsCut() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try RawClient(port: server.address.port, receiveBuffer: 4096)
    client.send("GET /stream HTTP/1.1\r\n\r\n")
    try untilStreams(server, "[true]")
    try server.ask("/write?9000000")
    try server.ask("/sweep?0")
    try server.ask("/sweep?19999")
    #expect(try server.ask("/write?1") == "[true]")
    #expect(try server.ask("/unsent") != "[0]")
    try server.ask("/sweep?20000")
    #expect(try server.ask("/write?1") == "[false]")
    #expect(try server.ask("/unsent") == "[0]")
  }

  @Test func aStreamHoldsUpNoEnd() throws {
    let server = try TestServer()
    let client = try server.connect()
    client.send("GET /stream HTTP/1.1\r\n\r\n")
    try untilStreams(server, "[true]")
    // The one that is held is the question.
    #expect(try server.ask("/flushed") == "1")
    server.stop()
    #expect(client.rest().end == .closed)
  }

  /// Asks until the streams are as wanted: requests on two connections have no order.
  private func untilStreams(_ server: TestServer, _ wanted: String) throws {
    for _ in 1...1000 where try server.ask("/write?0") == wanted { return }
    Issue.record("the streams are never \(wanted)")
  }
}

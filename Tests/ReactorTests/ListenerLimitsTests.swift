import HTTP
import Testing

@testable import Reactor

@Suite struct ListenerLimitsTests {
  @Test func aConnectionIdlesSeventyFiveSeconds() throws {
    let server = try TestServer()
    defer { server.stop() }
    let unused = try server.connect()
    let used = try server.connect()
    used.send("GET /a HTTP/1.1\r\n\r\n")
    _ = try used.answer()
    try server.ask("/sweep?0")
    try server.ask("/sweep?74999")
    used.send("GET /a HTTP/1.1\r\n\r\n")
    _ = try used.answer()
    try server.ask("/sweep?75000")
    #expect(unused.rest() == ([], .closed))
    try server.ask("/sweep?149998")
    used.send("GET /a HTTP/1.1\r\n\r\n")
    #expect(try used.answer().status == 200)
    try server.ask("/sweep?150000")
    try server.ask("/sweep?225000")
    #expect(used.rest() == ([], .closed))
  }

  @Test func aRequestMustBeWholeWithinTwentySeconds() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /a HTTP/1.1\r\n\r\n")
    _ = try client.answer()
    client.send("POST /a HTTP/1.1\r\nContent-Length: 30\r\n\r\n")
    try server.ask("/sweep?0")
    for seconds in 1...19 {
      client.send("a")
      try server.ask("/sweep?\(seconds * 1000)")
    }
    try server.ask("/sweep?20000")
    #expect(client.rest().end != .stillOpen)
  }

  @Test func anAnswerMustBeTaken() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try RawClient(port: server.address.port, receiveBuffer: 4096)
    client.send("GET /big?20000000 HTTP/1.1\r\n\r\n")
    // The sockets' buffers take a part of it first, and each byte taken starts the time again.
    for sweep in 1...1000 {
      try server.ask("/sweep?\(sweep * 20_000)")
      if try server.ask("/is-closed?1") == "true" { break }
    }
    let (bytes, end) = client.rest()
    #expect(bytes.count < 20_000_000)
    #expect(end != .stillOpen)
  }

  @Test func aConnectionTooManyIsClosedAtOnce() throws {
    var limits = ListenerLimits()
    limits.maxConnections = 2
    let server = try TestServer(limits: limits)
    defer { server.stop() }
    let first = try server.connect()
    first.send("GET /a HTTP/1.1\r\n\r\n")
    _ = try first.answer()
    do {
      let second = try server.connect()
      second.send("GET /a HTTP/1.1\r\n\r\n")
      _ = try second.answer()
      let third = try server.connect()
      third.send("GET /a HTTP/1.1\r\n\r\n")
      #expect(third.rest().bytes == [])
      #expect(third.rest().end != .stillOpen)
      second.send("GET /closing HTTP/1.1\r\n\r\n")
      _ = second.rest()
    }
    #expect(try server.ask("/a").hasPrefix("GET"))
  }

  @Test func aLongBodyIsTooLarge() throws {
    var limits = ListenerLimits()
    limits.maxBodyBytes = 1000
    let server = try TestServer(limits: limits)
    defer { server.stop() }
    for head in ["Content-Length: 1001\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n3e9\r\n"] {
      let client = try server.connect()
      client.send("POST /a HTTP/1.1\r\n\(head)")
      client.send(Bytes(repeating: 65, count: 1001))
      #expect(try client.answer().status == 413)
    }
    let client = try server.connect()
    client.send("POST /a HTTP/1.1\r\nContent-Length: 1000\r\n\r\n")
    client.send(Bytes(repeating: 65, count: 1000))
    #expect(try client.answer().status == 200)
  }

  @Test func aLongHeadIsRefused() throws {
    let server = try TestServer()
    defer { server.stop() }
    let lines = (1...101).map { "X\($0): y\r\n" }
    for (text, status) in [
      ("GET /\(String(repeating: "a", count: 16 << 10)) HTTP/1.1\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 16 << 10))\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\n\(lines.joined())\r\n", 400),
      ("GET / HTTP/1.1\r\n\(lines.dropLast().joined())\r\n", 200),
    ] {
      let client = try server.connect()
      client.send(text)
      #expect(try client.answer().status == status)
    }
  }

  /// The first request on a connection is read by its bufferevent, the others by the eager reader.
  @Test(arguments: [true, false]) func anEndlessChunkSizeIsCut(isFirst: Bool) throws {
    var limits = ListenerLimits()
    limits.maxBodyBytes = 100_000
    let server = try TestServer(limits: limits)
    defer { server.stop() }
    let client = try server.connect()
    if !isFirst {
      client.send("GET /a HTTP/1.1\r\n\r\n")
      _ = try client.answer()
    }
    client.send("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
    let flood = Bytes(repeating: UInt8(ascii: "1"), count: 64 << 20)
    #expect(!client.send(flood))
    #expect(client.rest().end != .stillOpen)
  }

  @Test func whatIsPushedWhileAnAnswerWaitsIsNotRead() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try RawClient(
      port: server.address.port, receiveBuffer: 4096, patienceMilliseconds: 200)
    client.send("GET /big?20000000 HTTP/1.1\r\n\r\n")
    // More than the sockets' buffers hold: the send ends by its own timeout.
    #expect(!client.send(Bytes(repeating: UInt8(ascii: "1"), count: 64 << 20)))
  }
}

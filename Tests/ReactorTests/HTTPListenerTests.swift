import HTTP
import Testing

@testable import Reactor

@Suite struct HTTPListenerTests {
  private static let end = " HTTP/1.1\r\nHost: h\r\n\r\n"

  @Test(arguments: [
    "/sms?x=a b c", "/s%zz?x=%zz%", "//a//b", "///a", "http://host/sms?x=1",
    "http://my_host:80/sms", "/sms?", "/a:b?c:d", "/a[0]?b[]=1|2^3`{}\"<>\\", "/a?b#c", "/a\tb",
    "/?x=é", "*", "sms",
  ])
  func targetsArriveAsSent(target: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    // Twice, for a proxy's form of the target must not close the connection.
    for _ in 1...2 {
      client.send("GET \(target)\(Self.end)")
      #expect(try client.answer().body == "GET|\(target)|Host: h\r\n|")
    }
  }

  @Test func targetsMayHoldAnyBytes() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send(Bytes("GET /?") + [0xE9, 0xFF, 0x01] + Bytes(Self.end))
    #expect(try client.answer().body == "GET|/?\u{FFFD}\u{FFFD}\u{1}|Host: h\r\n|")
  }

  @Test(arguments: ["GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
  func methodsCarryBodies(method: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("\(method) /a HTTP/1.1\r\nContent-Length: 3\r\n\r\na\0b")
    #expect(try client.answer().body == "\(method)|/a|Content-Length: 3\r\n|a\0b")
  }

  @Test(arguments: ["TRACE", "CONNECT", "get", "BREW"])
  func otherMethodsAreNotImplemented(method: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("\(method) /abc:80\(Self.end)")
    #expect(try client.answer().status == 501)
  }

  @Test(arguments: [
    "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
    "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "Transfer-Encoding: gzip\r\n\r\nabc",
    "Content-Length: +3\r\n\r\nabc",
    "Content-Length : 3\r\n\r\nabc",
    "X Y: 3\r\n\r\n",
    ": 3\r\n\r\n",
    "X: a\r\n b\rc\r\n\r\n",
    "X\r\n\r\n",
  ])
  func unclearFramingIsRefused(lines: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("POST /a HTTP/1.1\r\n\(lines)")
    #expect(try client.answer().status == 400)
    #expect(client.rest().end != .stillOpen)
  }

  @Test(arguments: [
    "HEAD /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", "GET /a HTTP/1.2\r\n\r\n",
    "GET /a HTTP/0.9\r\n\r\n", "GET /a HTTP/2.0\r\n\r\n", "GET /aaaaaaaaaaaaaaaaaaaaa\r\n\r\n",
  ])
  func otherMalformedRequestsAreRefused(text: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send(text)
    #expect(try client.answer(toHead: text.hasPrefix("HEAD")).status == 400)
    #expect(client.rest().end != .stillOpen)
  }

  @Test func chunkedBodiesAreJoined() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send(
      "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    #expect(try client.answer().body == "POST|/a|Transfer-Encoding: chunked\r\n|abcde")
    client.send("GET /b\(Self.end)")
    #expect(try client.answer().body == "GET|/b|Host: h\r\n|")
  }

  @Test func aWaitingClientIsToldToContinue() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
    #expect(try client.answer().status == 100)
    client.send("abc")
    #expect(try client.answer().body.hasSuffix("|abc"))
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send((1...20).map { "GET /\($0)\(Self.end)" }.joined())
    for number in 1...20 {
      #expect(try client.answer().body == "GET|/\(number)|Host: h\r\n|")
    }
  }

  /// More than the sockets take at once.
  @Test func anAnswerInPartsIsFollowedByTheNext() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    for number in 1...3 {
      client.send("GET /big?3000000\(Self.end)GET /\(number)\(Self.end)")
      #expect(try client.answer().body.utf8.count == 3_000_000)
      #expect(try client.answer().body == "GET|/\(number)|Host: h\r\n|")
    }
  }

  @Test func aHalfClosedClientGetsItsAnswer() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /big?3000000\(Self.end)")
    client.finishSending()
    let (bytes, end) = client.rest()
    #expect(bytes.count > 3_000_000)
    #expect(end == .closed)
  }

  @Test func answersHaveNoTypeOfTheirOwn() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /status?200\(Self.end)")
    let answer = try client.answer()
    #expect(answer.head.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(RawClient.header("content-type", answer.head) == nil)
    #expect(RawClient.header("date", answer.head) != nil)
  }

  @Test(arguments: [204, 304])
  func someAnswersHaveNoBody(status: Int) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /status?\(status)\(Self.end)GET /status?200\(Self.end)")
    #expect(try client.answer().status == status)
    #expect(try client.answer().body == "body")
  }

  @Test func headKeepsTheLengthOfTheBody() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("HEAD /status?200\(Self.end)GET /status?200\(Self.end)")
    let answer = try client.answer(toHead: true)
    #expect(RawClient.header("content-length", answer.head) == "4")
    #expect(try client.answer().body == "body")
  }

  @Test func valuesCannotAddHeaderLines() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /inject\(Self.end)")
    let answer = try client.answer()
    #expect(RawClient.header("x", answer.head) == "a  Set-Cookie: b")
    #expect(RawClient.header("set-cookie", answer.head) == nil)
  }

  @Test(arguments: [
    ("1.0", "", RawClient.End.closed), ("1.0", "Connection: keep-alive\r\n", .closed),
    ("1.1", "", .closed),
  ])
  func closingIsSaidAndDone(version: String, line: String, end: RawClient.End) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /closing HTTP/\(version)\r\n\(line)\r\n")
    let answer = try client.answer()
    #expect(RawClient.header("connection", answer.head) == "close")
    #expect(client.rest().end == end)
  }

  @Test(arguments: [
    ("1.1", "", nil, RawClient.End.stillOpen), ("1.1", "Connection: Close\r\n", "close", .closed),
    ("1.1", "Connection: keep-alive\r\n", nil, .stillOpen), ("1.0", "", nil, .closed),
    ("1.0", "Connection: Keep-Alive\r\n", "keep-alive", .stillOpen),
    ("1.0", "Connection: close\r\n", "close", .closed),
  ])
  func aClientsWishForItsConnectionIsMet(
    version: String, line: String, said: String?, end: RawClient.End
  ) throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /size HTTP/\(version)\r\n\(line)\r\n")
    let answer = try client.answer()
    #expect(answer.head.hasPrefix("HTTP/\(version) 200 OK\r\n"))
    #expect(RawClient.header("connection", answer.head) == said)
    if end == .stillOpen { client.wait(atMostMilliseconds: 100) }
    #expect(client.rest() == ([], end))
  }

  @Test func thePeerIsKnown() throws {
    let server = try TestServer()
    defer { server.stop() }
    #expect(try server.ask("/peer") == "\(PeerAddress.v4(0x7F00_0001))")
    let both = try TestServer(host: "[::]")
    defer { both.stop() }
    #expect(try both.ask("/peer") == "\(PeerAddress.v4(0x7F00_0001))")
  }

  @Test func aPortInUseIsToldSo() throws {
    let server = try TestServer()
    defer { server.stop() }
    let error = #expect(throws: ReactorError.self) {
      try HTTPListener(
        loop: EventLoop(), address: server.address, onRequest: { _, _ in },
        onConnectionClosed: { _ in })
    }
    #expect(error?.isAddressInUse == true)
  }

  @Test func anOpenConnectionOutlivesTheListeningSocket() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = try server.connect()
    client.send("GET /stop-accepting\(Self.end)GET /a\(Self.end)")
    #expect(try client.answer().body == "stopped")
    #expect(try client.answer().status == 200)
    #expect(throws: ReactorError.self) { try server.connect() }
  }
}

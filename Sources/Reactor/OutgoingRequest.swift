internal import HTTP

/// A request as it goes on the wire: the head, and the body, which is not copied.
struct OutgoingRequest {
  let head: Bytes
  let body: Bytes
  /// Whether the method is HEAD, whose answer has no body.
  let isHead: Bool

  var count: Int { head.count + body.count }

  /// Nil if a part of the head would break out of its place.
  init?(
    method: String, host: String, target: Bytes, headers: [HTTPResponse.Header], body: Bytes
  ) {
    guard !method.isEmpty, method.utf8.allSatisfy({ $0 > 32 }),
      target.first == UInt8(ascii: "/") || target.first == UInt8(ascii: "*"),
      target.allSatisfy({ $0 > 32 && $0 != 127 }),
      Self.isOneLine(host), headers.allSatisfy(Self.isOneLine)
    else { return nil }
    var head = Bytes()
    head.reserveCapacity(512)
    head.append(contentsOf: method.utf8)
    head.append(UInt8(ascii: " "))
    head.append(contentsOf: target)
    head.append(contentsOf: " HTTP/1.1\r\n".utf8)
    Self.append("Host", host, to: &head)
    for header in headers { Self.append(header.name, header.value, to: &head) }
    Self.append("Content-Length", String(body.count), to: &head)
    Self.append("Connection", "close", to: &head)
    head.append(contentsOf: "\r\n".utf8)
    self.head = head
    self.body = body
    isHead = method == "HEAD"
  }

  private static func append(_ name: String, _ value: String, to head: inout Bytes) {
    head.append(contentsOf: name.utf8)
    head.append(contentsOf: ": ".utf8)
    head.append(contentsOf: value.utf8)
    head.append(contentsOf: "\r\n".utf8)
  }

  private static func isOneLine(_ header: HTTPResponse.Header) -> Bool {
    !header.name.isEmpty && header.name.utf8.allSatisfy { $0 > 32 && $0 != UInt8(ascii: ":") }
      && isOneLine(header.value)
  }

  private static func isOneLine(_ value: String) -> Bool {
    !value.utf8.contains { $0 == 13 || $0 == 10 || $0 == 0 }
  }
}

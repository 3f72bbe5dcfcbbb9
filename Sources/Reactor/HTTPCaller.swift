internal import CLibevent
package import HTTP

/// Makes outgoing HTTP calls on the loop, each on a connection of its own.
///
/// It speaks on a bufferevent and not through evhttp, whose client would look names up on the
/// loop, takes a 103 for the final answer and restarts its timeout at each byte.
package final class HTTPCaller {
  private let loop: EventLoop
  private var calls: [ObjectIdentifier: OutgoingCall] = [:]

  package init(loop: EventLoop) {
    self.loop = loop
  }

  /// Calls that have not ended.
  package var callsInFlight: Int { calls.count }

  /// Sends a request and hands the outcome to `completion`, once, from a later turn of the loop.
  /// When this caller goes, its calls end without one.
  ///
  /// - Parameters:
  ///   - host: the Host header's value.
  ///   - target: path and query, as they go on the wire.
  ///   - headers: further lines; Host, Content-Length and Connection are added.
  ///   - timeoutMilliseconds: for all of it, from now to the last byte.
  package func call(
    method: String, to address: SocketAddress, host: String, target: Bytes,
    headers: [HTTPResponse.Header], body: Bytes, timeoutMilliseconds: Int64,
    completion: @escaping (CallOutcome) -> Void
  ) {
    let call = OutgoingCall(loop: loop, isHead: method == "HEAD") { [weak self] call, outcome in
      self?.calls[ObjectIdentifier(call)] = nil
      completion(outcome)
    }
    calls[ObjectIdentifier(call)] = call
    if let bytes = Self.request(method, host, target, headers, body) {
      call.start(address, sending: bytes, timeoutMilliseconds: timeoutMilliseconds)
    } else {
      call.failSoon("the request has a line break or a blank where none may be")
    }
  }

  /// The request on the wire, or nil if a part of it would break out of its place.
  private static func request(
    _ method: String, _ host: String, _ target: Bytes, _ headers: [HTTPResponse.Header],
    _ body: Bytes
  ) -> Bytes? {
    let lines =
      [HTTPResponse.Header("Host", host)] + headers + [
        HTTPResponse.Header("Content-Length", String(body.count)),
        HTTPResponse.Header("Connection", "close"),
      ]
    guard !method.isEmpty, method.utf8.allSatisfy({ $0 > 32 }),
      target.first == UInt8(ascii: "/") || target.first == UInt8(ascii: "*"),
      target.allSatisfy({ $0 > 32 && $0 != 127 }),
      lines.allSatisfy({
        !$0.name.isEmpty && $0.name.utf8.allSatisfy { $0 > 32 && $0 != UInt8(ascii: ":") }
          && !$0.value.utf8.contains { $0 == 13 || $0 == 10 || $0 == 0 }
      })
    else { return nil }
    var bytes = Bytes("\(method) ")
    bytes += target
    bytes += Bytes(" HTTP/1.1\r\n")
    for line in lines {
      bytes += Bytes("\(line.name): \(line.value)\r\n")
    }
    return bytes + [13, 10] + body
  }
}

@available(*, unavailable) extension HTTPCaller: Sendable {}

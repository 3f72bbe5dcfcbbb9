/// A whole request as it came: nothing decoded, nothing lost.
package struct HTTPRequest: Sendable, Equatable {
  /// The method's name as sent, for instance `GET`.
  package var method: String
  /// The request target as sent: path and query, or an absolute URI.
  package var target: RequestTarget
  package var headers: HTTPHeaders
  package var body: Bytes
  package var peer: PeerAddress
  /// The connection it came by; never used twice in a process.
  package var connection: UInt64

  package init(
    method: String, target: RequestTarget, headers: HTTPHeaders = HTTPHeaders(), body: Bytes = [],
    peer: PeerAddress = .v4(0x7F00_0001), connection: UInt64 = 0
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.peer = peer
    self.connection = connection
  }
}

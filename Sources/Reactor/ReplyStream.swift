package import HTTP

/// An answer without a known end, written piece by piece: chunked, or to an HTTP/1.0 client as it
/// comes until the connection closes.
///
/// The client may go at any time: what is written then goes nowhere. A client that has bytes to take
/// and takes none for `ListenerLimits.writeSeconds` is cut; one that has taken all may stay for ever.
package final class ReplyStream {
  /// The number of the connection, as in the request.
  package let connection: UInt64

  private let link: Connection
  private let stream: StreamID

  init(_ link: Connection, _ stream: StreamID) {
    connection = link.id
    self.link = link
    self.stream = stream
  }

  /// Whether there is still somebody who reads. The answer to a HEAD has nobody from the start.
  package var isOpen: Bool { link.isStreaming(stream) }

  /// Bytes that the client has not taken yet: whoever writes stops while they are many.
  package var unsentBytes: Int { isOpen ? link.unsentBytes : 0 }

  /// Sends a piece of the body.
  package func write(_ bytes: Bytes) {
    guard isOpen, !bytes.isEmpty else { return }
    link.writeChunk(bytes)
  }

  /// Ends the answer, and with it the connection once all is taken. A second time does nothing.
  package func end() {
    guard isOpen else { return }
    link.endStream()
  }
}

@available(*, unavailable) extension ReplyStream: Sendable {}

/// Names a stream of a connection; never used twice on it.
struct StreamID: Equatable {
  let value: UInt64
}

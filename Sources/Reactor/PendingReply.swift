internal import CLibevent
package import HTTP

/// The duty to answer one request, exactly once, now or much later; the client may have gone.
package final class PendingReply {
  /// How to end a connection instead of answering.
  package enum Cut: Sendable, Equatable {
    /// In order: the client reads an end of file.
    case close
    /// By a TCP reset.
    case reset
  }

  /// The number of the connection, as in the request.
  package let connection: UInt64

  private let link: Connection
  private let request: UnsafeMutablePointer<evhttp_request>
  private var isDone = false

  init(_ link: Connection, _ request: UnsafeMutablePointer<evhttp_request>) {
    connection = link.id
    self.link = link
    self.request = request
  }

  /// Whether an answer is owed and there is still somebody to get it. A client that has reset its
  /// connection is noticed within a second, one that has closed it in order only after
  /// `ListenerLimits.idleSeconds`: it may as well have finished sending and be waiting.
  package var isOpen: Bool { !isDone && link.isOpen(request) }

  /// Answers. Once: a second answer is our own bug and ends the process. To a client that has
  /// gone, nothing is sent. With `closing` the connection ends after the answer.
  ///
  /// - Parameter date: the value of the `Date` line; nil: the machine's time.
  package func send(_ response: HTTPResponse, date: String? = nil, closing: Bool = false) {
    finish("send")
    link.answer(response, date: date, closing ? .wholeThenClose : .whole)
  }

  /// Answers with a head and with a body that comes piece by piece; counts as the answer. The head's
  /// own body is not sent, and its values are of one line. The connection ends with the stream.
  package func stream(_ head: HTTPResponse) -> ReplyStream {
    finish("stream")
    return link.stream(head)
  }

  /// Sends the status line, the header lines, `Content-Length` among them, and the first half of the
  /// body's bytes as in the whole answer, and closes in order; counts as the answer. To a HEAD, or
  /// without a body, it closes after the header lines.
  package func truncate(_ response: HTTPResponse, date: String? = nil) {
    finish("truncate")
    link.answer(response, date: date, .half)
  }

  /// Says that no answer will come: the connection goes when its client closes it, or by ``cut(_:)``.
  package func stall() {
    link.stall()
  }

  /// Ends the connection instead of an answer; counts as the answer.
  package func cut(_ how: Cut) {
    finish("cut")
    link.cut(how)
  }

  private func finish(_ call: StaticString) {
    guard !isDone else {
      fatalError("PendingReply.\(call): the request on connection \(connection) is answered")
    }
    isDone = true
  }
}

@available(*, unavailable) extension PendingReply: Sendable {}

package import HTTP

/// Makes outgoing HTTP calls on the loop, each on a connection of its own.
///
/// A connection is not used again: a server may close an idle one just when the next request is sent
/// on it, and then that request is lost or, sent again, perhaps there twice.
package final class HTTPCaller {
  private let loop: EventLoop
  private let maxBodyBytes: Int
  private let buffer = ReceiveBuffer()
  private let closing: ClosingSockets
  private var calls: [OutgoingCallID: OutgoingCall] = [:]
  private var lastCall: UInt64 = 0

  /// - Parameter maxBodyBytes: of an answer's body no more is taken; nil: the 64 KiB that a receiver
  ///   of pushes may need.
  package init(loop: EventLoop, maxBodyBytes: Int? = nil) {
    self.loop = loop
    self.maxBodyBytes = maxBodyBytes ?? AnswerParser.standardBodyBytes
    closing = ClosingSockets(base: loop.base)
  }

  /// Calls that have not ended.
  package var callsInFlight: Int { calls.count }

  /// Sends a request to an URL's server and hands the outcome to `completion`, once, from a later
  /// turn of the loop. A name is looked up without blocking, and its addresses are tried in turn.
  /// When this caller goes, its calls end without a completion.
  ///
  /// - Parameters:
  ///   - target: path and query, as they go on the wire; nil: those of the URL.
  ///   - headers: further lines; Host, Content-Length and Connection are added.
  ///   - timeoutMilliseconds: for all of it, from now to the last byte.
  /// - Returns: what ``cancel(_:)`` takes.
  @discardableResult
  package func call(
    method: String, url: HTTPURL, target: Bytes? = nil, headers: [HTTPResponse.Header],
    body: Bytes, timeoutMilliseconds: Int64, completion: @escaping (CallOutcome) -> Void
  ) -> OutgoingCallID {
    let request = OutgoingRequest(
      method: method, host: url.hostHeader, target: target ?? url.target, headers: headers,
      body: body)
    return start(request, to: .init(url), timeoutMilliseconds, completion)
  }

  /// Sends a request to an address, as the other `call` does; `host` is the Host header's value.
  @discardableResult
  package func call(
    method: String, to address: SocketAddress, host: String, target: Bytes,
    headers: [HTTPResponse.Header], body: Bytes, timeoutMilliseconds: Int64,
    completion: @escaping (CallOutcome) -> Void
  ) -> OutgoingCallID {
    let request = OutgoingRequest(
      method: method, host: host, target: target, headers: headers, body: body)
    return start(request, to: .init(address), timeoutMilliseconds, completion)
  }

  /// Ends a call without a completion. Does nothing if it has ended.
  package func cancel(_ call: OutgoingCallID) {
    calls[call] = nil
  }

  /// Ends every call in flight without a completion.
  package func cancelAll() {
    calls = [:]
  }

  private func start(
    _ request: OutgoingRequest?, to destination: CallDestination,
    _ timeoutMilliseconds: Int64, _ completion: @escaping (CallOutcome) -> Void
  ) -> OutgoingCallID {
    lastCall += 1
    let id = OutgoingCallID(number: lastCall)
    let call = OutgoingCall(
      loop: loop, destination: destination, request: request, buffer: buffer,
      maxBodyBytes: maxBodyBytes
    ) { [weak self] outcome, socket in
      self?.end(id, leaving: socket)
      completion(outcome)
    }
    calls[id] = call
    call.start(timeoutMilliseconds: timeoutMilliseconds)
    return id
  }

  private func end(_ call: OutgoingCallID, leaving socket: ClientSocket?) {
    calls[call] = nil
    if let socket { closing.add(socket) }
  }
}

@available(*, unavailable) extension HTTPCaller: Sendable {}

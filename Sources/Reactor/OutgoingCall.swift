internal import CLibevent
internal import HTTP

/// One outgoing call: finds the server, connects, sends the request, and waits for the answer or the
/// end of its time.
///
/// It speaks on a bare socket. A bufferevent would copy the body, send and take 16 KB a turn, and
/// cost a turn to learn that it is connected.
final class OutgoingCall {
  private let loop: EventLoop
  private let destination: CallDestination
  private let request: OutgoingRequest?
  private let buffer: ReceiveBuffer
  private let completion: (CallOutcome, ClientSocket?) -> Void

  private var timer: LoopTimer?
  /// The outcome that waits for the next turn.
  private var lateFailure: String?
  private var timeoutMilliseconds: Int64 = 0
  private var lookup: NameLookup?
  private var untried: ArraySlice<PeerAddress> = []
  private var refusal: ReactorError?
  private var socket: ClientSocket?
  private var readable: LoopEvent?
  private var writable: LoopEvent?
  private var sent = 0
  private var isConnected = false
  private var parser: AnswerParser

  /// Without a request, because it could not be written down, the call fails. `completion` gets the
  /// socket if the server has answered and not closed it yet.
  init(
    loop: EventLoop, destination: CallDestination, request: OutgoingRequest?,
    buffer: ReceiveBuffer, maxBodyBytes: Int,
    completion: @escaping (CallOutcome, ClientSocket?) -> Void
  ) {
    self.loop = loop
    self.destination = destination
    self.request = request
    self.buffer = buffer
    self.completion = completion
    parser = AnswerParser(
      isHead: request?.isHead == true, maxBodyBytes: maxBodyBytes)
    do {
      timer = try LoopTimer(loop: loop) { [unowned self] in timeIsOver() }
    } catch {
      fatalError("OutgoingCall: \(error)")
    }
  }

  deinit {
    release()
  }

  /// Begins. Called once; the completion comes from a later turn.
  func start(timeoutMilliseconds: Int64) {
    self.timeoutMilliseconds = timeoutMilliseconds
    timer?.arm(afterMilliseconds: timeoutMilliseconds)
    guard request != nil else {
      failSoon("the request has a line break or a blank where none may be")
      return
    }
    switch destination.place {
    case .addresses(let addresses):
      connect(toOneOf: addresses)
    case .name(let name):
      let begun = loop.resolver.lookUp(name) { [unowned self] result in
        lookup = nil
        switch result {
        case .success(let addresses): connect(toOneOf: addresses)
        case .failure(let failure): failSoon("cannot resolve \(name): \(failure.text)")
        }
      }
      if !begun.isOver { lookup = begun }
    }
  }

  private func connect(toOneOf addresses: [PeerAddress]) {
    untried = addresses[...]
    connectToNext()
  }

  /// Connects to the first address that does not refuse at once.
  private func connectToNext() {
    while let ip = untried.popFirst() {
      letGoOfSocket()
      do {
        let address = SocketAddress(host: destination.text, ip: ip, port: destination.port)
        socket = try ClientSocket(connectingTo: address)
        // On one machine the connection is there when connect returns.
        send()
        return
      } catch {
        refusal = refusal ?? error
      }
    }
    failSoon("connection failed: \(refusal?.text ?? "no address")")
  }

  private func send() {
    guard let socket, let request else { return }
    switch socket.send(request, from: sent) {
    case .bytes(let count):
      isConnected = true
      sent += count
      // The answer may come while a long body is on its way.
      watchReading()
      if sent < request.count { watchWriting() } else { writable = nil }
    case .wouldBlock:
      watchWriting()
    case .failed(let error) where !isConnected:
      refusal = refusal ?? error
      connectToNext()
    case .failed(let error):
      // The server may have answered before it closed.
      receive()
      fail(error)
    }
  }

  private func receive() {
    guard let socket else { return }
    switch socket.receive(into: buffer.bytes) {
    case .bytes(0):
      letGoOfSocket()
      take(parser.end())
    case .bytes(let count):
      take(parser.take(UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count])))
    case .wouldBlock: break
    case .failed(let error): fail(error)
    }
  }

  private func take(_ result: AnswerParser.Result) {
    switch result {
    case .unfinished: break
    case .answer(let status, let body): finish(.answered(status: status, body: body))
    case .broken(let text): finish(.failed(text))
    }
  }

  private func fail(_ error: ReactorError) {
    finish(.failed("connection failed: \(error.text)"))
  }

  /// Ends the call in a later turn, so that its caller hears of no failure while it still calls.
  private func failSoon(_ text: String) {
    letGoOfSocket()
    lateFailure = text
    timer?.arm(afterMilliseconds: 0)
  }

  private func timeIsOver() {
    if let lateFailure {
      finish(.failed(lateFailure))
      return
    }
    let limit = "within \(timeoutMilliseconds) ms"
    switch destination.place {
    case .name(let name) where lookup != nil:
      finish(.failed("cannot resolve \(name): no answer from the name server \(limit)"))
    case .name, .addresses: finish(.failed("no answer from \(destination.text) \(limit)"))
    }
  }

  private func finish(_ outcome: CallOutcome) {
    guard timer != nil else { return }
    let socket = socket
    release()
    switch outcome {
    case .answered: completion(outcome, socket)
    case .failed: completion(outcome, nil)
    }
  }

  private func release() {
    timer = nil
    lookup?.cancel()
    lookup = nil
    letGoOfSocket()
  }

  /// The events go before the socket: its number is soon used again.
  private func letGoOfSocket() {
    readable = nil
    writable = nil
    socket = nil
  }

  private func watchReading() {
    guard readable == nil else { return }
    readable = watch(EV_READ) { [unowned self] in receive() }
  }

  private func watchWriting() {
    guard writable == nil else { return }
    writable = watch(EV_WRITE) { [unowned self] in send() }
  }

  private func watch(_ what: Int32, handler: @escaping () -> Void) -> LoopEvent? {
    guard let socket else { return nil }
    do {
      let event = try LoopEvent(
        base: loop.base, descriptor: socket.descriptor, what: Int16(what | EV_PERSIST),
        handler: handler)
      try event.add()
      return event
    } catch {
      fatalError("OutgoingCall: \(error)")
    }
  }
}

@available(*, unavailable) extension OutgoingCall: Sendable {}

/// Memory that the calls of a loop receive into, one after the other.
final class ReceiveBuffer {
  let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)

  deinit {
    bytes.deallocate()
  }
}

@available(*, unavailable) extension ReceiveBuffer: Sendable {}

internal import CLibevent
internal import Glibc
internal import HTTP

/// One outgoing call: owns its bufferevent, sends the request, and waits for the answer or the end
/// of its time.
final class OutgoingCall {
  private let loop: EventLoop
  private let isHead: Bool
  private let completion: (OutgoingCall, CallOutcome) -> Void
  private var bufferevent: OpaquePointer?
  private var timer: LoopTimer?
  private var received: Bytes = []
  private var timeoutText = ""

  init(
    loop: EventLoop, isHead: Bool, completion: @escaping (OutgoingCall, CallOutcome) -> Void
  ) {
    self.loop = loop
    self.isHead = isHead
    self.completion = completion
    do {
      timer = try LoopTimer(loop: loop) { [unowned self] in finish(.failed(timeoutText)) }
    } catch {
      fatalError("OutgoingCall: \(error)")
    }
  }

  deinit {
    if let bufferevent { bufferevent_free(bufferevent) }
  }

  /// Connects and sends. Called once.
  func start(_ address: SocketAddress, sending bytes: Bytes, timeoutMilliseconds: Int64) {
    guard
      let bufferevent = bufferevent_socket_new(
        loop.base.pointer, -1, Int32(BEV_OPT_CLOSE_ON_FREE.rawValue))
    else {
      fatalError("bufferevent_socket_new: out of memory")
    }
    self.bufferevent = bufferevent
    bufferevent_setcb(
      bufferevent,
      { _, context in OutgoingCall.at(context)?.read(isEnd: false) }, nil,
      { _, what, context in OutgoingCall.at(context)?.ended(Int32(what), errno) },
      Unmanaged.passUnretained(self).toOpaque())
    bufferevent_write(bufferevent, bytes, bytes.count)
    bufferevent_enable(bufferevent, Int16(EV_READ | EV_WRITE))
    timeoutText = "no answer from \(address) within \(timeoutMilliseconds) ms"
    timer?.arm(afterMilliseconds: timeoutMilliseconds)
    let result = address.withSockaddr {
      bufferevent_socket_connect(bufferevent, $0, Int32($1))
    }
    if result != 0 { failSoon("cannot connect to \(address): \(errorText(errno))") }
  }

  /// Ends the call in a later turn, so that its caller hears of no failure while it still calls.
  func failSoon(_ text: String) {
    timeoutText = text
    timer?.arm(afterMilliseconds: 0)
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> OutgoingCall? {
    context.map { Unmanaged<OutgoingCall>.fromOpaque($0).takeUnretainedValue() }
  }

  private func read(isEnd: Bool) {
    let input = bufferevent_get_input(bufferevent)
    let length = evbuffer_get_length(input)
    received += Bytes(unsafeUninitializedCapacity: length) { target, count in
      count = max(0, Int(evbuffer_remove(input, target.baseAddress, length)))
    }
    switch AnswerParser.parse(received, isHead: isHead, isEnd: isEnd) {
    case .unfinished: break
    case .answer(let status, let body): finish(.answered(status: status, body: body))
    case .broken(let text): finish(.failed(text))
    }
  }

  private func ended(_ what: Int32, _ code: Int32) {
    if what & BEV_EVENT_EOF != 0 {
      read(isEnd: true)
    } else if what & BEV_EVENT_ERROR != 0 {
      finish(.failed("connection failed: \(errorText(code))"))
    }
  }

  private func finish(_ outcome: CallOutcome) {
    guard timer != nil else { return }
    timer = nil
    if let bufferevent { bufferevent_free(bufferevent) }
    bufferevent = nil
    completion(self, outcome)
  }
}

@available(*, unavailable) extension OutgoingCall: Sendable {}

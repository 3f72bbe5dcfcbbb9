internal import CLibevent
internal import Glibc
internal import HTTP

/// One accepted connection: keeps its bufferevent until evhttp frees it or we do.
///
/// The reference must not be kept longer: the last one to go takes the events out of the loop, and
/// that must be before the descriptor's number is used again.
final class Connection {
  let id: UInt64
  let bufferevent: OpaquePointer
  private(set) var peer = PeerAddress.v4(0)
  private(set) var isGone = false
  var maxHeaderLines: Int { table.limits.maxHeaderLines }

  private let table: ConnectionTable
  private let input: OpaquePointer
  private let output: OpaquePointer
  private var inputWatch: OpaquePointer?
  private var isWatched = false
  private var reader: EagerReader?
  private var isNumberKnown = false
  private var openRequest: UnsafeMutablePointer<evhttp_request>?
  /// The stream that answers the open request; nil: it is not answered yet.
  private var openStream: StreamID?
  private var lastStream: UInt64 = 0
  /// Bytes that the stream was given, framing included.
  private var streamedBytes = 0
  private var phase = ConnectionPhase()

  init(table: ConnectionTable, id: UInt64) {
    guard let bufferevent = bufferevent_socket_new(table.loop.base.pointer, -1, 0),
      let input = bufferevent_get_input(bufferevent),
      let output = bufferevent_get_output(bufferevent)
    else {
      fatalError("bufferevent_socket_new: out of memory")
    }
    self.table = table
    self.id = id
    self.bufferevent = bufferevent
    self.input = input
    self.output = output
    bufferevent_incref(bufferevent)
    inputWatch = evbuffer_add_cb(
      input,
      { _, change, context in
        guard let change, let context, change.pointee.n_added > 0 else { return }
        Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
          .inputGrew(to: change.pointee.orig_size + change.pointee.n_added)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// A whole request has come; reading is off until it is answered.
  func begin(_ request: UnsafeMutablePointer<evhttp_request>) -> PendingReply {
    isNumberKnown = true
    openRequest = request
    table.heldReplies += 1
    phase.enter(.held)
    return PendingReply(self, request)
  }

  /// Whether that request still waits here. A connection has one open request at a time, and its
  /// pointer is not used again before the answer to it has left.
  func isOpen(_ request: UnsafeMutablePointer<evhttp_request>) -> Bool {
    openRequest == request && openStream == nil
  }

  /// Writes the answer to the open request. evhttp has turned reading off with that request, and turns
  /// it on when all has left: a client that has closed its own side gets its answer, and what it sends
  /// meanwhile waits.
  func answer(_ response: HTTPResponse, date: String?, _ extent: ResponseWriter.Extent) {
    guard let request = openRequest, openStream == nil else { return }
    openRequest = nil
    table.heldReplies -= 1
    phase.enter(.writing)
    ResponseWriter.withBytes(of: response, date: date, to: request, extent) { writeAtOnce($0) }
    evhttp_send_reply_end(request)
    reader?.goFirst()
  }

  /// Gives an answer to the socket now, as most sockets take it whole: waiting for the loop to call
  /// the socket writable would cost each request two calls of epoll_ctl and a turn. What the socket
  /// does not take is the loop's to write, an error too.
  private func writeAtOnce(_ bytes: UnsafeBufferPointer<UInt8>) {
    var sent = 0
    // What waits, as a 100 Continue may, goes first.
    if evbuffer_get_length(output) == 0 {
      sent = max(0, send(bufferevent_getfd(bufferevent), bytes.baseAddress, bytes.count, 0))
    }
    guard sent < bytes.count else { return }
    let rest = UnsafeBufferPointer(rebasing: bytes[sent...])
    guard evbuffer_add(output, rest.baseAddress, rest.count) == 0 else {
      fatalError("evbuffer_add: out of memory")
    }
    bufferevent_enable(bufferevent, Int16(EV_WRITE))
  }

  /// Begins the answer to the open request, of which ``writeChunk(_:)`` sends the rest. While it
  /// lasts, the client's leaving is noticed at once: evhttp reads, and takes an end for a failure.
  func stream(_ head: HTTPResponse) -> ReplyStream {
    lastStream += 1
    let stream = StreamID(value: lastStream)
    if let request = openRequest, openStream == nil {
      let isToHead = evhttp_request_get_command(request) == EVHTTP_REQ_HEAD
      openStream = stream
      table.heldReplies -= 1
      phase.enter(.streaming)
      ResponseWriter.start(head, to: request)
      if isToHead { endStream() } else { flushAtOnce() }
    }
    return ReplyStream(self, stream)
  }

  func isStreaming(_ stream: StreamID) -> Bool {
    openStream == stream && !isGone
  }

  var unsentBytes: Int { evbuffer_get_length(output) }

  func writeChunk(_ bytes: Bytes) {
    guard let request = openRequest, let chunk = evbuffer_new() else { return }
    defer { evbuffer_free(chunk) }
    let result = bytes.withUnsafeBytes { evbuffer_add(chunk, $0.baseAddress, $0.count) }
    guard result == 0 else { fatalError("evbuffer_add: out of memory") }
    let before = unsentBytes
    evhttp_send_reply_chunk(request, chunk)
    streamedBytes += unsentBytes - before
    flushAtOnce()
  }

  func endStream() {
    guard let request = openRequest else { return }
    openRequest = nil
    openStream = nil
    phase.enter(.writing)
    evhttp_send_reply_end(request)
    // Without chunks and with nothing left to write evhttp has closed the connection already.
    guard !isGone else { return }
    flushAtOnce()
    if unsentBytes == 0 {
      // evhttp ends the request, and the connection.
      bufferevent_trigger(bufferevent, Int16(EV_WRITE), 0)
    } else {
      // What the client still sends would pile up, or end what it is being sent.
      bufferevent_disable(bufferevent, Int16(EV_READ))
    }
  }

  /// The same for what evhttp has put into the output.
  private func flushAtOnce() {
    // The front of a bufferevent's output is frozen but while it is written from.
    evbuffer_unfreeze(output, 1)
    evbuffer_write(output, bufferevent_getfd(bufferevent))
    evbuffer_freeze(output, 1)
    if evbuffer_get_length(output) == 0 { bufferevent_disable(bufferevent, Int16(EV_WRITE)) }
  }

  /// From now on the connection waits for nothing but its client's leaving.
  func stall() {
    guard openRequest != nil, openStream == nil else { return }
    phase.enter(.stalled)
  }

  /// Ends the connection without an answer.
  func cut(_ how: PendingReply.Cut) {
    switch how {
    case .close: break
    case .reset: sendReset()
    }
    drop()
  }

  /// Closes the connection from our side.
  func drop() {
    guard !isGone else { return }
    let link = evhttpLink
    release()
    if let link { evhttp_connection_free(link) }
    table.forget(self, wasUsed: isNumberKnown)
  }

  /// Notes that evhttp closes the connection.
  private func closed() {
    guard !isGone else { return }
    release()
    table.forget(self, wasUsed: isNumberKnown)
  }

  private func release() {
    isGone = true
    if let request = openRequest {
      openRequest = nil
      if openStream == nil { table.heldReplies -= 1 }
      openStream = nil
      // evhttp lets go of a request whose client failed, and frees it in every other case.
      if evhttp_request_get_connection(request) == nil { evhttp_request_free(request) }
    }
    reader = nil
    evbuffer_remove_cb_entry(input, inputWatch)
    bufferevent_decref(bufferevent)
  }

  /// Whether all that was to be written is with the system.
  var isFlushed: Bool { isDead || evbuffer_get_length(output) == 0 }

  /// Whether evhttp has freed it, of which we hear at once only when bytes had come.
  var isDead: Bool { isGone || evhttpLink == nil }

  func isDeadOrOverdue(now: Int64) -> Bool {
    guard !isDead else { return true }
    let isOverdue = phase.isOverdue(
      now: now, unwritten: unsentBytes, unread: evbuffer_get_length(input),
      taken: streamedBytes - unsentBytes, limits: table.limits)
    switch isOverdue {
    case .no: return false
    case .yes: return true
    case .ifReset: return hasHappened(0)
    case .ifHungUp: return hasHappened(Self.peerClosed)
    }
  }

  private func inputGrew(to length: Int) {
    if !isWatched { watch() }
    phase.bytesCame()
    if length > table.maxUnreadBytes { table.doom(self) }
  }

  /// Learns who the client is and when it goes, at the first byte: evhttp's object is not there yet
  /// when the bufferevent is made.
  private func watch() {
    guard let link = evhttpLink else { return }
    isWatched = true
    reader = EagerReader(
      base: table.loop.base, bufferevent: bufferevent, room: table.readingRoom)
    if let address = evhttp_connection_get_addr(link), let peer = PeerAddress(address) {
      self.peer = peer
    }
    evhttp_connection_set_closecb(
      link,
      { _, context in
        guard let context else { return }
        Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue().closed()
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// evhttp's object for this connection, which is the argument it gives to its callbacks; it takes
  /// them off when it frees the bufferevent.
  private var evhttpLink: OpaquePointer? {
    var link: UnsafeMutableRawPointer?
    bufferevent_getcb(bufferevent, nil, nil, nil, &link)
    return link.map { OpaquePointer($0) }
  }

  /// Aborts the TCP connection. SO_LINGER 0 alone comes too late, for evhttp shuts the socket down
  /// before it closes it, and the client would see an orderly end.
  private func sendReset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    let descriptor = bufferevent_getfd(bufferevent)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    var nowhere = sockaddr()
    nowhere.sa_family = sa_family_t(AF_UNSPEC)
    connect(descriptor, &nowhere, socklen_t(MemoryLayout<sockaddr>.size))
  }

  /// POLLRDHUP, which Glibc's module does not show.
  private static let peerClosed: Int16 = 0x2000

  /// Whether one of these has happened to the socket, which we do not read while we hold, or a
  /// reset: POLLHUP and POLLERR are always told.
  private func hasHappened(_ events: Int16) -> Bool {
    var descriptor = pollfd(fd: bufferevent_getfd(bufferevent), events: events, revents: 0)
    return poll(&descriptor, 1, 0) > 0
  }
}

@available(*, unavailable) extension Connection: Sendable {}

internal import CLibevent
internal import Glibc
internal import HTTP

/// One accepted connection: holds a reference to its bufferevent, so that the pointer stays good
/// however evhttp ends the connection.
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
  /// evhttp's own object, known from the first request on.
  private var link: OpaquePointer?
  private var openRequest: UnsafeMutablePointer<evhttp_request>?
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

  deinit {
    evbuffer_remove_cb_entry(input, inputWatch)
    bufferevent_decref(bufferevent)
  }

  /// A whole request has come; reading is off until it is answered.
  func begin(_ request: UnsafeMutablePointer<evhttp_request>, on link: OpaquePointer)
    -> PendingReply
  {
    if self.link == nil { meet(link) }
    openRequest = request
    table.heldReplies += 1
    phase.enter(.held)
    return PendingReply(self, request)
  }

  /// Whether that request still waits here. A connection has one open request at a time, and its
  /// pointer is not used again before the answer to it has left.
  func isOpen(_ request: UnsafeMutablePointer<evhttp_request>) -> Bool {
    openRequest == request
  }

  /// Writes the answer to the open request.
  func answer(_ response: HTTPResponse, closing: Bool) {
    guard let request = openRequest else { return }
    openRequest = nil
    table.heldReplies -= 1
    phase.enter(.writing)
    ResponseWriter.send(response, to: request, closing: closing)
    // evhttp reads on while it writes, only to see the client leave: then a half-closed client
    // would lose its answer, and what is sent meanwhile would pile up.
    bufferevent_disable(bufferevent, Int16(EV_READ))
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
    if let link {
      evhttp_connection_free(link)
    } else {
      // Without evhttp's object: tell evhttp of an error, and it frees what it has.
      bufferevent_trigger_event(bufferevent, Int16(BEV_EVENT_READING | BEV_EVENT_ERROR), 0)
    }
    end()
  }

  /// Notes, once, that the connection is no more.
  func end() {
    guard !isGone else { return }
    isGone = true
    if let request = openRequest {
      openRequest = nil
      table.heldReplies -= 1
      // evhttp lets go of a request whose client failed, and frees it in every other case.
      if evhttp_request_get_connection(request) == nil { evhttp_request_free(request) }
    }
    table.forget(self, wasUsed: link != nil)
  }

  /// Whether evhttp has freed it: it takes its callbacks off then.
  var isDead: Bool {
    var callback: bufferevent_event_cb?
    bufferevent_getcb(bufferevent, nil, nil, &callback, nil)
    return callback == nil
  }

  func isDeadOrOverdue(now: Int64) -> Bool {
    let isOverdue = phase.isOverdue(
      now: now, unwritten: evbuffer_get_length(output), unread: evbuffer_get_length(input),
      limits: table.limits)
    switch isOverdue {
    case .no: return isDead
    case .yes: return true
    case .ifHungUp: return isDead || hasHungUp
    }
  }

  private func inputGrew(to length: Int) {
    phase.bytesCame()
    if length > table.maxUnreadBytes { table.doom(self) }
  }

  private func meet(_ link: OpaquePointer) {
    self.link = link
    if let address = evhttp_connection_get_addr(link), let peer = PeerAddress(address) {
      self.peer = peer
    }
    evhttp_connection_set_closecb(
      link,
      { _, context in
        guard let context else { return }
        Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue().end()
      }, Unmanaged.passUnretained(self).toOpaque())
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

  /// Whether the client has closed at least its own side, which we do not read while we hold.
  private var hasHungUp: Bool {
    // POLLRDHUP, which Glibc's module does not show.
    let peerClosed: Int16 = 0x2000
    var descriptor = pollfd(fd: bufferevent_getfd(bufferevent), events: peerClosed, revents: 0)
    return poll(&descriptor, 1, 0) > 0
  }
}

@available(*, unavailable) extension Connection: Sendable {}

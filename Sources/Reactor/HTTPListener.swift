internal import CLibevent
internal import Glibc
package import HTTP

/// Accepts HTTP connections on one address and hands each whole request, with the duty to answer
/// it, to its owner.
package final class HTTPListener {
  /// The address listened on, with the port the system gave where 0 was asked for.
  package let address: SocketAddress

  private let table: ConnectionTable
  private let clock: () -> Int64
  private var http: OpaquePointer?
  private var bound: OpaquePointer?
  private var sweepTimer: LoopEvent?

  /// Listens at once; `onRequest` is called from the loop's turns. `onConnectionClosed` is called
  /// once for the `connection` of each request, when that connection is going; it must not close
  /// the listener.
  package convenience init(
    loop: EventLoop, address: SocketAddress, limits: ListenerLimits = .init(),
    onRequest: @escaping (HTTPRequest, PendingReply) -> Void,
    onConnectionClosed: @escaping (UInt64) -> Void
  ) throws(ReactorError) {
    try self.init(
      loop: loop, address: address, limits: limits, clock: MonotonicClock.milliseconds,
      onRequest: onRequest, onConnectionClosed: onConnectionClosed)
  }

  /// `clock` is what deadlines are counted in: milliseconds that only go forward.
  init(
    loop: EventLoop, address: SocketAddress, limits: ListenerLimits,
    clock: @escaping () -> Int64,
    onRequest: @escaping (HTTPRequest, PendingReply) -> Void,
    onConnectionClosed: @escaping (UInt64) -> Void
  ) throws(ReactorError) {
    self.clock = clock
    table = try ConnectionTable(
      loop: loop, limits: limits, onRequest: onRequest, onConnectionClosed: onConnectionClosed)
    let descriptor = try ListeningSocket.open(address)
    do {
      self.address = try address.bound(as: descriptor)
    } catch {
      Glibc.close(descriptor)
      throw error
    }
    guard
      let acceptor = evconnlistener_new(
        loop.base.pointer, nil, nil, UInt32(LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC), 0,
        descriptor)
    else {
      Glibc.close(descriptor)
      throw ReactorError(call: "evconnlistener_new", text: "refused")
    }
    guard let http = evhttp_new(loop.base.pointer),
      let bound = evhttp_bind_listener(http, acceptor)
    else {
      evconnlistener_free(acceptor)
      throw ReactorError(call: "evhttp_new", text: "out of memory")
    }
    self.http = http
    self.bound = bound
    configure(http, limits)
    // Out of descriptors, accept fails again at once, for ever: pause until the next sweep, which
    // is half a second at most.
    evconnlistener_set_error_cb(acceptor) { acceptor, _ in evconnlistener_disable(acceptor) }
    let timer = try LoopEvent(base: loop.base, what: Int16(EV_PERSIST)) { [unowned self] in
      sweep(now: self.clock())
    }
    try timer.add(milliseconds: 500)
    sweepTimer = timer
  }

  deinit {
    close()
  }

  /// Replies owed on connections that are still there.
  package var heldReplies: Int { table.heldReplies }

  /// Connections that are open; one that died unseen counts until the next sweep.
  package var openConnections: Int { table.count }

  /// Whether every answer given so far has left for its client.
  package var isFlushed: Bool { table.heldReplies == 0 && table.isFlushed }

  /// Closes the listening socket; open connections go on.
  package func stopAccepting() {
    guard let http, let bound else { return }
    self.bound = nil
    evhttp_del_accept_socket(http, bound)
  }

  /// Closes everything. A reply still held may be sent later: it goes nowhere.
  package func close() {
    guard let http else { return }
    self.http = nil
    bound = nil
    sweepTimer = nil
    table.dropAll()
    evhttp_free(http)
  }

  /// Closes the connections whose time is over, and accepts again if descriptors had run out.
  func sweep(now: Int64) {
    table.sweep(now: now)
    if let bound {
      evconnlistener_enable(evhttp_bound_socket_get_listener(bound))
    }
  }

  private func configure(_ http: OpaquePointer, _ limits: ListenerLimits) {
    evhttp_set_max_headers_size(http, limits.maxHeaderBytes)
    evhttp_set_max_body_size(http, limits.maxBodyBytes)
    evhttp_set_default_content_type(http, nil)
    // Reads the rest of a body that is too long, within the request's time: a client that is still
    // sending would get a reset instead of its 413.
    evhttp_set_flags(http, EVHTTP_SERVER_LINGERING_CLOSE)
    let methods = [
      EVHTTP_REQ_GET, EVHTTP_REQ_POST, EVHTTP_REQ_HEAD, EVHTTP_REQ_PUT, EVHTTP_REQ_DELETE,
      EVHTTP_REQ_OPTIONS, EVHTTP_REQ_PATCH,
    ]
    evhttp_set_allowed_methods(http, methods.reduce(0) { $0 | UInt16($1.rawValue) })
    let context = Unmanaged.passUnretained(table).toOpaque()
    evhttp_set_bevcb(
      http,
      { _, context in
        context.map { Unmanaged<ConnectionTable>.fromOpaque($0).takeUnretainedValue().open() }
      }, context)
    evhttp_set_gencb(
      http,
      { request, context in
        guard let request, let context else { return }
        Unmanaged<ConnectionTable>.fromOpaque(context).takeUnretainedValue().receive(request)
      }, context)
  }
}

@available(*, unavailable) extension HTTPListener: Sendable {}

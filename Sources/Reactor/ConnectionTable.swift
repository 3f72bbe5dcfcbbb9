internal import CLibevent
internal import HTTP

/// The connections of a listener: counts them, finds them, and ends those whose time is over.
final class ConnectionTable {
  let loop: EventLoop
  let limits: ListenerLimits
  /// Bytes that a connection may have sent without their being taken: a body with its framing.
  let maxUnreadBytes: Int
  var heldReplies = 0
  /// What an ``EagerReader`` reads at once at most.
  let readingRoom = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 16)

  private let onRequest: (HTTPRequest, PendingReply) -> Void
  private let onConnectionClosed: (UInt64) -> Void
  private var connections: [OpaquePointer: Connection] = [:]
  private var doomed: [Connection] = []
  private var reaper: LoopEvent?
  private var mayHoldDead = true

  init(
    loop: EventLoop, limits: ListenerLimits,
    onRequest: @escaping (HTTPRequest, PendingReply) -> Void,
    onConnectionClosed: @escaping (UInt64) -> Void
  ) throws(ReactorError) {
    self.loop = loop
    self.limits = limits
    self.onRequest = onRequest
    self.onConnectionClosed = onConnectionClosed
    maxUnreadBytes = limits.maxBodyBytes + limits.maxHeaderBytes + 64 << 10
    reaper = try LoopEvent(base: loop.base) { [unowned self] in reap() }
  }

  deinit {
    readingRoom.deallocate()
  }

  /// Makes the bufferevent of a connection that was just accepted.
  func open() -> OpaquePointer {
    let connection = Connection(table: self, id: loop.nextConnection())
    if connections.count >= limits.maxConnections { closeDead() }
    if connections.count >= limits.maxConnections { doom(connection) }
    connections[connection.bufferevent] = connection
    return connection.bufferevent
  }

  /// Takes a whole request from evhttp.
  func receive(_ request: UnsafeMutablePointer<evhttp_request>) {
    guard let link = evhttp_request_get_connection(request),
      let bufferevent = evhttp_connection_get_bufferevent(link),
      let connection = connections[bufferevent]
    else {
      fatalError("ConnectionTable.receive: a request on a connection that open() did not make")
    }
    let reply = connection.begin(request)
    if let read = RequestReader.read(request, on: connection) {
      onRequest(read, reply)
    } else {
      reply.send(.text(400, "Malformed request.\n"), closing: true)
    }
  }

  /// Drops a connection later in this turn, where evhttp is not in the middle of it.
  func doom(_ connection: Connection) {
    doomed.append(connection)
    reaper?.activate()
  }

  /// Notes that a connection is gone; `wasUsed` if its number was handed out.
  func forget(_ connection: Connection, wasUsed: Bool) {
    connections[connection.bufferevent] = nil
    if wasUsed { onConnectionClosed(connection.id) }
  }

  var count: Int { connections.count }

  /// Whether no connection has bytes to write.
  var isFlushed: Bool { connections.values.allSatisfy(\.isFlushed) }

  func dropAll() {
    for connection in Array(connections.values) { connection.drop() }
    doomed = []
  }

  func sweep(now: Int64) {
    mayHoldDead = true
    for connection in Array(connections.values) where connection.isDeadOrOverdue(now: now) {
      connection.drop()
    }
  }

  /// A connection that never brought a request dies unseen, until the sweep. When the table is
  /// full, that look is taken at once, but once between two sweeps only, for it costs a walk.
  private func closeDead() {
    guard mayHoldDead else { return }
    mayHoldDead = false
    for connection in Array(connections.values) where connection.isDead {
      connection.drop()
    }
  }

  private func reap() {
    let due = doomed
    doomed = []
    for connection in due { connection.drop() }
  }
}

@available(*, unavailable) extension ConnectionTable: Sendable {}

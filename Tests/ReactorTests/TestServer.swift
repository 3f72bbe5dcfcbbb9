import Foundation
import HTTP
import Synchronization
import Testing

@testable import Reactor

/// A listener on a thread of its own, with a small application that the tests steer by requests.
///
/// `/sweep?<ms>` moves the listener's time there, `/hold` keeps its answer until `/release`, and so
/// on: all that happens on the loop's thread is asked for over the wire.
final class TestServer: Sendable {
  let address: SocketAddress
  private let stopper: LoopStopper
  private let ended = DispatchSemaphore(value: 0)

  init(limits: ListenerLimits = .init(), host: String = "127.0.0.1") throws {
    let started = Mutex<Result<(SocketAddress, LoopStopper), any Error>?>(nil)
    let signal = DispatchSemaphore(value: 0)
    let ended = ended
    let box = Box(started)
    Thread.detachNewThread {
      do {
        let application = try Application(limits: limits, host: host)
        box.value.withLock { $0 = .success((application.address, application.stopper)) }
        signal.signal()
        application.run()
      } catch {
        box.value.withLock { $0 = .failure(error) }
        signal.signal()
      }
      ended.signal()
    }
    signal.wait()
    (address, stopper) = try box.value.withLock { try #require($0).get() }
  }

  /// Ends the loop and waits for its thread.
  func stop() {
    stopper.stop()
    ended.wait()
  }

  func connect() throws -> RawClient {
    try RawClient(port: address.port)
  }

  /// The body of the answer to a GET on a connection of its own.
  @discardableResult
  func ask(_ target: String) throws -> String {
    let client = try connect()
    client.send("GET \(target) HTTP/1.1\r\n\r\n")
    return try client.answer().body
  }
}

/// A lock that a thread's closure may keep.
private final class Box<Value: Sendable>: Sendable {
  let value: Mutex<Value?>

  init(_ value: consuming sending Mutex<Value?>) {
    self.value = value
  }
}

/// What the test server does; lives on the loop's thread.
private final class Application {
  let stopper: LoopStopper
  var address: SocketAddress { listener.address }

  private let loop: EventLoop
  private let listener: HTTPListener
  private let state = State()

  final class State {
    var now: Int64 = 0
    var turns = 0
    var asked: [(HTTPRequest, PendingReply)] = []
    var held: [PendingReply] = []
    var streams: [ReplyStream] = []
    var closed: [UInt64] = []
  }

  init(limits: ListenerLimits, host: String) throws {
    let state = state
    loop = try EventLoop()
    stopper = try loop.makeStopper()
    listener = try HTTPListener(
      loop: loop, address: SocketAddress(parsing: "\(host):0"), limits: limits,
      clock: { state.now }, onRequest: { state.asked.append(($0, $1)) },
      onConnectionClosed: { state.closed.append($0) })
  }

  func run() {
    loop.run { [self] in
      state.turns += 1
      let asked = state.asked
      state.asked = []
      for (request, reply) in asked { answer(request, reply) }
    }
    listener.close()
    // As a server does that stops: these go nowhere.
    for reply in state.held { reply.send(.text(503, "stopping")) }
    state.held = []
  }

  private func answer(_ request: HTTPRequest, _ reply: PendingReply) {
    let query = request.target.query.map { Int64($0) }.reduce(0) { $0 * 10 + $1 - 48 }
    switch request.target.path {
    case "/hold": state.held.append(reply)
    case "/stream":
      state.streams.append(
        reply.stream(HTTPResponse(contentType: "text/plain", headers: [.init("X", "y")])))
    case "/write":
      for stream in state.streams { stream.write(Bytes(repeating: 65, count: Int(query))) }
      reply.send(.text(200, "\(state.streams.map(\.isOpen))"))
    case "/end":
      for stream in state.streams {
        stream.end()
        stream.end()
        stream.write([66])
      }
      reply.send(.text(200, "\(state.streams.map(\.isOpen))"))
    case "/unsent": reply.send(.text(200, "\(state.streams.map(\.unsentBytes))"))
    case "/flushed": reply.send(.text(200, "\(listener.heldReplies)"))
    case "/held":
      reply.send(.text(200, "\(listener.heldReplies) \(state.held.map(\.isOpen))"))
    case "/release":
      for held in state.held { held.send(.text(200, "late")) }
      state.held = []
      reply.send(.text(200, "released"))
    case "/sweep":
      state.now = query
      listener.sweep(now: query)
      reply.send(.text(200, "swept"))
    case "/is-closed": reply.send(.text(200, "\(state.closed.contains(UInt64(query)))"))
    case "/closed": reply.send(.text(200, "\(state.closed)"))
    case "/connection": reply.send(.text(200, "\(request.connection)"))
    case "/peer": reply.send(.text(200, "\(request.peer)"))
    case "/cut": reply.cut(.close)
    case "/reset": reply.cut(.reset)
    case "/cut-held", "/reset-held":
      for held in state.held { held.cut(request.target.path == "/cut-held" ? .close : .reset) }
      state.held = []
      reply.send(.text(200, "cut"))
    case "/truncate":
      reply.truncate(
        HTTPResponse(headers: [.init("X", "y")], body: Bytes(repeating: 65, count: Int(query))))
    case "/closing": reply.send(.text(200, "bye"), closing: true)
    case "/stop-accepting":
      listener.stopAccepting()
      reply.send(.text(200, "stopped"))
    case "/close":
      listener.close()
      reply.send(.text(200, "nobody reads this"))
      for held in state.held { held.send(.text(200, "nor this")) }
      state.held = []
    case "/status": reply.send(HTTPResponse(status: Int(query), body: Bytes("body")))
    case "/inject":
      reply.send(HTTPResponse(headers: [.init("X", "a\r\nSet-Cookie: b")], body: Bytes("body")))
    case "/turns": reply.send(.text(200, "\(state.turns)"))
    case "/size": reply.send(.text(200, "\(request.body.count)"))
    case "/big": reply.send(HTTPResponse(body: Bytes(repeating: 65, count: Int(query))))
    case _:
      let text = "\(request.method)|\(request.target.bytes.utf8Text)|"
      reply.send(
        HTTPResponse(
          contentType: "text/plain",
          body: Bytes(text) + request.headers.block + Bytes("|") + request.body))
    }
  }
}

internal import Foundation
internal import Logging
internal import Reactor
internal import Server
internal import Synchronization

/// A server on a thread of its own.
final class ServerThread: Sendable {
  let port: UInt16
  private let stopper: LoopStopper
  private let end: Ending

  private struct Start: Sendable {
    var port: UInt16
    var stopper: LoopStopper
  }

  /// - Throws: ``FakecarrierError`` where it cannot start.
  static func start(_ configuration: ServerConfiguration) async throws -> ServerThread {
    let end = Ending()
    let start: Start = try await withCheckedThrowingContinuation { started in
      let thread = Thread {
        run(configuration) { started.resume(with: $0) }
        end.come()
      }
      thread.name = "fakecarrier"
      // SQLite and the reader of scenarios recurse; a secondary thread's half a mebibyte is little.
      thread.stackSize = 8 << 20
      thread.start()
    }
    return ServerThread(start, end)
  }

  private init(_ start: Start, _ end: Ending) {
    port = start.port
    stopper = start.stopper
    self.end = end
  }

  func beginStopping() {
    stopper.stop()
  }

  /// Returns when its port is closed and its memory given back.
  func stop() async {
    beginStopping()
    await end.wait()
  }

  private static func run(
    _ configuration: ServerConfiguration, started: (Result<Start, any Error>) -> Void
  ) {
    let server: Server
    do {
      server = try Server(configuration, log: Logger(label: "fakecarrier") { _ in SilentLog() })
      started(.success(Start(port: server.port, stopper: try server.makeStopper())))
    } catch {
      started(.failure(FakecarrierError(StartFailure.describe(error))))
      return
    }
    server.run()
    do {
      try server.close()
    } catch {
      fatalError("the carrier's database, which is in memory, could not be closed: \(error)")
    }
  }
}

/// Something that comes once, and those who wait for it.
final class Ending: Sendable {
  private struct State {
    var hasCome = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func come() {
    let waiting = state.withLock { state in
      state.hasCome = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let hasCome = state.withLock { state in
        if !state.hasCome { state.waiting.append(continuation) }
        return state.hasCome
      }
      if hasCome { continuation.resume() }
    }
  }
}

/// A test's log is the test's own.
private struct SilentLog: LogHandler {
  var logLevel = Logger.Level.critical
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {}
}

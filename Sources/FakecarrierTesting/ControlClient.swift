internal import Foundation
internal import HTTP
internal import Reactor
internal import Synchronization

/// Speaks the control API over loopback, on an event loop of its own: a call that waits is a socket, and
/// no thread.
final class ControlClient: Sendable {
  private let address: SocketAddress
  private let queue: CallQueue
  private let stopper: LoopStopper

  /// - Throws: `ReactorError`
  static func start(port: UInt16) async throws -> ControlClient {
    let address = try SocketAddress(parsing: "127.0.0.1:\(port)")
    let queue = CallQueue()
    let stopper: LoopStopper = try await withCheckedThrowingContinuation { started in
      let thread = Thread { run(queue) { started.resume(with: $0) } }
      thread.name = "fakecarrier client"
      thread.start()
    }
    return ControlClient(address, queue, stopper)
  }

  private init(_ address: SocketAddress, _ queue: CallQueue, _ stopper: LoopStopper) {
    self.address = address
    self.queue = queue
    self.stopper = stopper
  }

  /// Ends its thread; calls under way fail.
  func stop() {
    queue.close()
    stopper.stop()
  }

  /// Asks the control API.
  ///
  /// - Parameters:
  ///   - target: path and query, percent-encoded.
  ///   - waiting: how long the answer may be held back.
  /// - Throws: ``FakecarrierError`` where there is no answer, `CancellationError` where the task is
  ///   cancelled.
  func ask(
    _ method: String, _ target: String, body: Bytes = [], waiting: Duration = .zero
  ) async throws -> (status: Int, body: Bytes) {
    let call = PendingCall()
    let limit = Self.mostMilliseconds + waiting.milliseconds
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        call.begin(continuation)
        let isTaken = queue.add(call) { [address] caller in
          guard call.isWanted else { return }
          let id = caller.call(
            method: method, to: address, host: address.description, target: Bytes(target),
            headers: [.init("Content-Type", "application/json")], body: body,
            timeoutMilliseconds: limit
          ) { outcome in
            switch outcome {
            case .answered(let status, let body): call.end(.success((status, body)))
            case .failed(let reason):
              call.end(.failure(FakecarrierError("\(method) \(target): \(reason)")))
            }
          }
          call.note(id)
        }
        if isTaken { stopper.stop() } else { call.end(.failure(Self.stopped)) }
      }
    } onCancel: {
      call.end(.failure(CancellationError()))
      // The call's socket goes, so that the carrier does not hold an answer for nobody.
      if queue.add(nil, { caller in call.drop(from: caller) }) { stopper.stop() }
    }
  }

  private static let mostMilliseconds: Int64 = 30_000
  /// The control API's lists come in parts that are smaller.
  private static let mostBodyBytes = 256 << 20
  fileprivate static let stopped = FakecarrierError("the carrier has been stopped")

  private static func run(
    _ queue: CallQueue, started: (Result<LoopStopper, any Error>) -> Void
  ) {
    let loop: EventLoop
    do {
      loop = try EventLoop()
      started(.success(try loop.makeStopper()))
    } catch {
      started(.failure(error))
      return
    }
    let caller = HTTPCaller(loop: loop, maxBodyBytes: mostBodyBytes)
    // Whoever adds a job ends the loop's run, which is how it is woken.
    while let jobs = queue.take() {
      for job in jobs { job(caller) }
      loop.run {}
    }
    caller.cancelAll()
    queue.failAll(stopped)
  }
}

/// What the client's thread is to do, and the calls that have no answer yet.
private final class CallQueue: Sendable {
  typealias Job = @Sendable (HTTPCaller) -> Void

  private struct State {
    var jobs: [Job] = []
    var calls: [PendingCall] = []
    var isClosed = false
  }

  private let state = Mutex(State())

  /// - Returns: false if it is closed: then nothing was added.
  func add(_ call: PendingCall?, _ job: @escaping Job) -> Bool {
    state.withLock { state in
      guard !state.isClosed else { return false }
      state.calls.removeAll { !$0.isWanted }
      if let call { state.calls.append(call) }
      state.jobs.append(job)
      return true
    }
  }

  /// The jobs that have come; nil once it is closed.
  func take() -> [Job]? {
    state.withLock { state in
      guard !state.isClosed else { return nil }
      defer { state.jobs = [] }
      return state.jobs
    }
  }

  func close() {
    state.withLock { $0.isClosed = true }
  }

  func failAll(_ error: FakecarrierError) {
    let calls = state.withLock { state in
      defer { state.calls = [] }
      return state.calls
    }
    for call in calls { call.end(.failure(error)) }
  }
}

/// A call and who waits for it; it ends once, by its answer, its task or the client's end.
private final class PendingCall: Sendable {
  typealias Answer = (status: Int, body: Bytes)

  private struct State {
    var continuation: CheckedContinuation<Answer, any Error>?
    /// Where it ended before anybody waited for it.
    var early: Result<Answer, any Error>?
    var isOver = false
    var id: OutgoingCallID?
  }

  private let state = Mutex(State())

  var isWanted: Bool { state.withLock { !$0.isOver } }

  func begin(_ continuation: CheckedContinuation<Answer, any Error>) {
    let early = state.withLock { state in
      if state.early == nil { state.continuation = continuation }
      return state.early
    }
    if let early { continuation.resume(with: early) }
  }

  func end(_ result: sending Result<Answer, any Error>) {
    let continuation: CheckedContinuation<Answer, any Error>? = state.withLock { state in
      guard !state.isOver else { return nil }
      state.isOver = true
      guard let continuation = state.continuation else {
        if case .failure(let error) = result { state.early = .failure(error) }
        return nil
      }
      state.continuation = nil
      return continuation
    }
    continuation?.resume(with: result)
  }

  func note(_ id: OutgoingCallID) {
    state.withLock { $0.id = id }
  }

  func drop(from caller: HTTPCaller) {
    if let id = state.withLock({ $0.id }) { caller.cancel(id) }
  }
}

extension Duration {
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }

  /// As scenarios write it; below zero is zero.
  var span: String { "\(max(0, milliseconds))ms" }
}

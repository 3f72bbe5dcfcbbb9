internal import CLibevent
internal import Glibc

/// The one thread's loop: waits for events, runs their handlers, and ends each turn.
///
/// Everything else in this room keeps its loop, and belongs to the thread that calls `run`.
package final class EventLoop {
  let base: EventBase
  /// What it finds names with; made when the first one is to be found.
  private(set) lazy var resolver = NameResolver(base: base, files: nameFiles)
  private let nameFiles: NameResolver.Files
  private var isStopped = false
  private var stopper: LoopStopper?
  private var stopWatch: LoopEvent?
  private var lastConnection: UInt64 = 0

  /// Also lets the process ignore SIGPIPE, which a client that has gone would kill it with.
  package convenience init() throws(ReactorError) {
    try self.init(nameFiles: NameResolver.Files())
  }

  init(nameFiles: NameResolver.Files) throws(ReactorError) {
    signal(SIGPIPE, SIG_IGN)
    base = try EventBase()
    self.nameFiles = nameFiles
  }

  /// Runs until `stop`. `endOfTurn` is called when all that has arrived was handled.
  ///
  /// - Parameter isCrowded: whether so much has arrived that the turn is to take along what has come
  ///   while it was handled.
  package func run(endOfTurn: () -> Void, isCrowded: () -> Bool = { false }) {
    while !isStopped {
      look(EVLOOP_ONCE)
      if !isStopped, isCrowded() { look(EVLOOP_ONCE | EVLOOP_NONBLOCK) }
      endOfTurn()
    }
    isStopped = false
  }

  /// Once: with `EVLOOP_NONBLOCK` alone libevent would go on for as long as anything is ready.
  private func look(_ how: Int32) {
    guard event_base_loop(base.pointer, how | EVLOOP_NO_EXIT_ON_EMPTY) == 0 else {
      fatalError("event_base_loop: \(errorText(errno))")
    }
  }

  /// Goes on after `run` has ended, to bring to an end what is under way: until `isDone` says so at
  /// the end of a turn, or for so many milliseconds.
  package func drain(
    atMostMilliseconds limit: Int64, endOfTurn: () -> Void, until isDone: () -> Bool
  ) throws(ReactorError) {
    let timer = try LoopTimer(loop: self) { [unowned self] in stop() }
    timer.arm(afterMilliseconds: limit)
    guard !isDone() else { return }
    run {
      endOfTurn()
      if isDone() { stop() }
    }
  }

  /// Ends `run` after this turn. Only from the loop's own thread.
  package func stop() {
    isStopped = true
  }

  /// What ends `run` from any thread.
  package func makeStopper() throws(ReactorError) -> LoopStopper {
    if let stopper { return stopper }
    let stopper = try LoopStopper()
    let watch = try LoopEvent(
      base: base, descriptor: stopper.descriptor, what: Int16(EV_READ | EV_PERSIST)
    ) { [weak self] in
      stopper.consume()
      self?.stop()
    }
    try watch.add()
    self.stopper = stopper
    stopWatch = watch
    return stopper
  }

  /// A number that no connection of this loop, and so of this process, has had.
  func nextConnection() -> UInt64 {
    lastConnection += 1
    return lastConnection
  }
}

@available(*, unavailable) extension EventLoop: Sendable {}

/// Owns libevent's `event_base`; what is registered there keeps it.
final class EventBase {
  let pointer: OpaquePointer

  init() throws(ReactorError) {
    guard let config = event_config_new() else {
      throw ReactorError(call: "event_config_new", text: "out of memory")
    }
    defer { event_config_free(config) }
    // What turns a connection's reading or writing off and on within a turn, as a stream or an answer in
    // parts does, then costs one epoll_ctl or none; it forbids only to watch a dup'd descriptor.
    event_config_set_flag(config, Int32(EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST.rawValue))
    guard let pointer = event_base_new_with_config(config) else {
      throw .fromErrno("event_base_new_with_config")
    }
    self.pointer = pointer
  }

  deinit {
    event_base_free(pointer)
  }
}

@available(*, unavailable) extension EventBase: Sendable {}

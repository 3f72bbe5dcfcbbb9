internal import CLibevent
internal import Glibc

/// Owns one libevent `event` and calls its handler; timers and watches are made of it.
final class LoopEvent {
  private let base: EventBase
  private let handler: () -> Void
  private var pointer: OpaquePointer?

  /// `what` is a set of libevent's `EV_` flags; a descriptor of -1 makes a timer.
  init(
    base: EventBase, descriptor: Int32 = -1, what: Int16 = 0, handler: @escaping () -> Void
  ) throws(ReactorError) {
    self.base = base
    self.handler = handler
    pointer = event_new(
      base.pointer, descriptor, what,
      { _, _, context in
        guard let context else { return }
        Unmanaged<LoopEvent>.fromOpaque(context).takeUnretainedValue().handler()
      }, Unmanaged.passUnretained(self).toOpaque())
    guard pointer != nil else { throw ReactorError(call: "event_new", text: "refused") }
  }

  deinit {
    if let pointer { event_free(pointer) }
  }

  /// Waits for the event, or for it or the time to pass.
  func add(milliseconds: Int64? = nil) throws(ReactorError) {
    var result: Int32
    if let milliseconds {
      var time = timeval(
        tv_sec: Int(milliseconds / 1000), tv_usec: Int(milliseconds % 1000) * 1000)
      result = event_add(pointer, &time)
    } else {
      result = event_add(pointer, nil)
    }
    guard result == 0 else { throw ReactorError(call: "event_add", text: "refused") }
  }

  /// Calls the handler later in this turn.
  func activate() {
    event_active(pointer, Int32(EV_TIMEOUT), 0)
  }

  func remove() {
    event_del(pointer)
  }
}

@available(*, unavailable) extension LoopEvent: Sendable {}

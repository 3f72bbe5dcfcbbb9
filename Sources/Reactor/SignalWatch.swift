internal import CLibevent

/// Calls its handler on the loop whenever the process gets a signal.
package final class SignalWatch {
  private let loop: EventLoop
  private let event: LoopEvent

  /// `signal` is a number like `SIGTERM`. The signal's default effect is off while this lives.
  package init(
    loop: EventLoop, signal: Int32, handler: @escaping () -> Void
  ) throws(ReactorError) {
    self.loop = loop
    event = try LoopEvent(
      base: loop.base, descriptor: signal, what: Int16(EV_SIGNAL | EV_PERSIST), handler: handler)
    try event.add()
  }
}

@available(*, unavailable) extension SignalWatch: Sendable {}

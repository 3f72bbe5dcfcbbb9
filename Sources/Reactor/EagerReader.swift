internal import CLibevent
internal import Glibc

/// Reads what comes on a connection before its bufferevent does, while that one wants to read.
///
/// A bufferevent asks the system first how much there is; and as evhttp takes it out of the loop and
/// puts it back for each request, epoll would be told each time, were nobody else registered for the
/// descriptor. That the connection ends, or fails, is left to the bufferevent, which comes next.
///
/// It calls for each request, so it has an event of its own without the closure of a ``LoopEvent``.
final class EagerReader {
  private let bufferevent: OpaquePointer
  private let descriptor: Int32
  private let room: UnsafeMutableRawBufferPointer
  private var event: OpaquePointer?

  /// Starts with ``goFirst()``.
  ///
  /// - Parameter room: for the time of one read; must outlive this.
  init(base: EventBase, bufferevent: OpaquePointer, room: UnsafeMutableRawBufferPointer) {
    self.bufferevent = bufferevent
    self.room = room
    descriptor = bufferevent_getfd(bufferevent)
    event = event_new(
      base.pointer, descriptor, Int16(EV_READ | EV_PERSIST),
      { _, _, context in
        guard let context else { return }
        Unmanaged<EagerReader>.fromOpaque(context).takeUnretainedValue().read()
      }, Unmanaged.passUnretained(self).toOpaque())
    guard event != nil else { fatalError("event_new: out of memory") }
  }

  deinit {
    if let event { event_free(event) }
  }

  /// Of those who wait for one descriptor libevent calls the last that came first, and evhttp has put
  /// the bufferevent back.
  func goFirst() {
    event_del(event)
    event_add(event, nil)
  }

  private func read() {
    guard bufferevent_get_enabled(bufferevent) & Int16(EV_READ) != 0 else {
      // What comes now must wait, and would call again and again.
      event_del(event)
      return
    }
    let count = recv(descriptor, room.baseAddress, room.count, 0)
    guard count > 0, let input = bufferevent_get_input(bufferevent) else { return }
    // The end of a bufferevent's input is frozen but while it is read to.
    evbuffer_unfreeze(input, 0)
    let result = evbuffer_add(input, room.baseAddress, count)
    evbuffer_freeze(input, 0)
    guard result == 0 else { fatalError("evbuffer_add: out of memory") }
    // This may be the end of the connection, and of the reader.
    bufferevent_trigger(bufferevent, Int16(EV_READ), 0)
  }
}

@available(*, unavailable) extension EagerReader: Sendable {}

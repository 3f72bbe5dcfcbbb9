internal import CLibevent

/// Keeps the sockets of answered calls until the server closes them, for a second at most.
///
/// Who closes first keeps the port for a minute in TIME_WAIT. If that were we, 28,000 calls within
/// a minute would use up the ports of this machine.
final class ClosingSockets {
  private let base: EventBase
  private var waiting: [Int32: (ClientSocket, LoopEvent)] = [:]

  init(base: EventBase) {
    self.base = base
  }

  deinit {
    for (_, event) in waiting.values { event.remove() }
  }

  /// Closes it when the server has, or at once if there are many already.
  func add(_ socket: ClientSocket) {
    guard waiting.count < 256 else { return }
    let descriptor = socket.descriptor
    do {
      // Whatever is to be read, an end or a byte too many: nobody wants it.
      let event = try LoopEvent(base: base, descriptor: descriptor, what: Int16(EV_READ)) {
        [unowned self] in close(descriptor)
      }
      try event.add(milliseconds: 1000)
      waiting[descriptor] = (socket, event)
    } catch {
      fatalError("ClosingSockets: \(error)")
    }
  }

  private func close(_ descriptor: Int32) {
    guard let (_, event) = waiting.removeValue(forKey: descriptor) else { return }
    event.remove()
  }
}

@available(*, unavailable) extension ClosingSockets: Sendable {}

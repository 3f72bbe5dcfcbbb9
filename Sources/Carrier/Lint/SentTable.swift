/// Which text went to which number, lately: ``capacity`` slots of 24 bytes, each for the newest
/// message that falls into it. So it may forget one that was sent within the last minute, where
/// thousands a second are, and never takes one for another.
struct SentTable {
  static let capacity = 65_536

  private struct Slot {
    var message: UInt64 = 0
    var milliseconds: Int64 = .min
    var request: Int64 = 0
  }

  /// None before the first message.
  private var slots: [Slot] = []

  /// The message is sent; when and by which request it was before, if within the span.
  mutating func note(
    _ message: Fingerprint, at time: Instant, request: Int64, within span: TimeSpan
  ) -> (ago: TimeSpan, request: Int64)? {
    if slots.isEmpty { slots = [Slot](repeating: Slot(), count: Self.capacity) }
    let index = Int(truncatingIfNeeded: message.value & UInt64(Self.capacity - 1))
    let slot = slots[index]
    slots[index] = Slot(
      message: message.value, milliseconds: time.milliseconds, request: request)
    guard slot.message == message.value, slot.milliseconds != .min else { return nil }
    let ago = time - Instant(milliseconds: slot.milliseconds)
    // A clock that was set back makes no sense of what came before.
    guard ago >= .zero, ago < span else { return nil }
    return (ago, slot.request)
  }
}

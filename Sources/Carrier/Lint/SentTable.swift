/// Which text went to which number, lately: ``capacity`` slots of 32 bytes, each for the newest
/// message that falls into it. So it may forget one that was sent within the last minute, where
/// thousands a second are, and never takes one for another.
struct SentTable {
  static let capacity = 65_536

  private struct Slot {
    var message: UInt64
    var moment: Moment
    /// Zero: the slot is empty.
    var request: Int64
  }

  /// None before the first message.
  private var slots: [Slot] = []

  /// The message is sent; when and by which request it was before, if within the span.
  mutating func note(
    _ message: Fingerprint, at moment: Moment, request: Int64, within span: TimeSpan
  ) -> (ago: TimeSpan, request: Int64)? {
    if slots.isEmpty {
      slots = [Slot](
        repeating: Slot(message: 0, moment: moment, request: 0), count: Self.capacity)
    }
    let index = Int(truncatingIfNeeded: message.value & UInt64(Self.capacity - 1))
    let slot = slots[index]
    slots[index] = Slot(message: message.value, moment: moment, request: request)
    guard slot.message == message.value, slot.request != 0 else { return nil }
    let ago = moment.elapsed(since: slot.moment)
    return ago < span ? (ago, slot.request) : nil
  }
}

internal import Carrier

/// The newest things that happened, numbered in their order: what streams of events are written from,
/// and taken up from again. Bounded by count and by bytes; the oldest go first.
///
/// It keeps what happened and no words: nothing is written down before somebody reads it. Until somebody
/// has, it keeps few: nobody can take up again what nobody has heard, and what is kept long is cold when it
/// goes, which costs a busy server more than all the rest of an event.
final class EventLog {
  /// Names this run of the server, so that the number of another run is not taken for one of this.
  let run: String
  /// The number that the next event gets; the first is 1.
  private(set) var next: UInt64 = 1
  private let limits: Limits
  private var slots: [Entry?] = []
  private var count = 0
  private var bytes = 0

  /// What is kept for those who listen again.
  struct Limits {
    var events = 10_000
    var bytes = 8 << 20
    /// How many before anybody has listened.
    var eventsUnheard = 256
  }

  private var hasListener = false

  private struct Entry {
    var happening: Happening
    var bytes: Int
  }

  /// At most so many messages, reports or replies of one event are told.
  static let mostItems = 20

  init(run: String, limits: Limits = Limits()) {
    self.run = run
    self.limits = limits
  }

  /// The number of the oldest event that is still there.
  var oldest: UInt64 { next - UInt64(count) }

  subscript(_ number: UInt64) -> Happening? {
    guard number >= oldest, number < next else { return nil }
    return slots[Int(number % UInt64(limits.events))]?.happening
  }

  /// Somebody listens, and may come back.
  func noteListener() {
    hasListener = true
  }

  func append(_ happening: Happening) {
    let most = hasListener ? limits.events : min(limits.events, limits.eventsUnheard)
    let entry = Self.entry(happening)
    if slots.isEmpty { slots = Array(repeating: nil, count: limits.events) }
    while count > 0, count >= most || bytes + entry.bytes > limits.bytes { dropOldest() }
    slots[Int(next % UInt64(limits.events))] = entry
    bytes += entry.bytes
    next += 1
    count += 1
  }

  private func dropOldest() {
    let slot = Int(oldest % UInt64(limits.events))
    bytes -= slots[slot]?.bytes ?? 0
    slots[slot] = nil
    count -= 1
  }

  /// What is kept of a happening, and about how much room it takes.
  private static func entry(_ happening: Happening) -> Entry {
    let base = MemoryLayout<Entry?>.stride
    switch happening {
    case .submitted(let note):
      let (short, bytes) = note.shortened(to: mostItems)
      return Entry(happening: .submitted(short), bytes: base + bytes)
    case .reportsTaken(let note):
      return Entry(
        happening: .reportsTaken(note.shortened(to: mostItems)),
        bytes: base + min(note.count, mostItems) * 128)
    case .repliesTaken(let note):
      let short = note.shortened(to: mostItems)
      let texts = short.items(limit: mostItems).reduce(0) { $0 + $1.content.utf8.count + 128 }
      return Entry(happening: .repliesTaken(short), bytes: base + texts)
    case .pushed(let note):
      return Entry(
        happening: .pushed(note.shortened(to: mostItems)),
        bytes: base + note.url.utf8.count + (note.error?.utf8.count ?? 0) + pushedBytes(note))
    case .replied(let note):
      return Entry(happening: happening, bytes: base + note.content.utf8.count)
    case .served(let note):
      return Entry(happening: happening, bytes: base + (note.account?.utf8.count ?? 0))
    case .reportMade, .released, .pushedAgain, .worldChanged, .clockMoved, .accountChanged:
      return Entry(happening: happening, bytes: base)
    }
  }

  private static func pushedBytes(_ note: PushNote) -> Int {
    note.items(limit: mostItems).reduce(0) { sum, pushed in
      switch pushed.item {
      case .report: sum + 192
      case .reply(let reply): sum + 192 + reply.content.utf8.count
      }
    }
  }
}

@available(*, unavailable)
extension EventLog: Sendable {}

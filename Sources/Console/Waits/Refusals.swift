internal import Carrier

/// The newest submissions that were refused as a whole: a message that is waited for in vain was often
/// refused before anybody waited.
struct Refusals {
  /// One of them, as a wait is told of it.
  struct Told {
    var note: RequestNote
    /// Whether it came before the wait did.
    var isEarlier: Bool
  }

  private struct Entry {
    var note: RequestNote
    /// Its place among all there were.
    var number: Int
    /// The number of the newest message when it was refused.
    var newestMessage: Int64
  }

  private static let mostKept = 256

  /// The newest last.
  private var entries: [Entry] = []
  /// How many there were since the start.
  private(set) var count = 0

  mutating func note(_ happening: Happening, newestMessage: Int64) {
    switch happening {
    case .served(let note) where note.isRefusedSubmission:
      count += 1
      entries.append(Entry(note: note, number: count, newestMessage: newestMessage))
      if entries.count >= 2 * Self.mostKept { entries.removeFirst(Self.mostKept) }
    case .worldChanged(let world):
      entries.removeAll { ($0.note.scenario ?? world.scenario) == world.scenario }
    default: break
    }
  }

  /// The newest that came after the first `count`; else the newest that a wait with this filter may
  /// have waited for: of its account or of an account that nobody knows, and not before its `since`.
  func newest(after count: Int, fitting filter: ListFilter) -> Told? {
    if let last = entries.last, last.number > count {
      return Told(note: last.note, isEarlier: false)
    }
    let entry = entries.last { entry in
      if let since = filter.since, entry.newestMessage < since { return false }
      guard let scenario = entry.note.scenario else { return true }
      return filter.scenario ?? scenario == scenario
        && filter.account ?? entry.note.account == entry.note.account
    }
    return entry.map { Told(note: $0.note, isEarlier: true) }
  }
}

extension RequestNote {
  fileprivate var isRefusedSubmission: Bool {
    guard case .refused = outcome else { return false }
    return operation == .send || operation == .p2p
  }
}

internal import Carrier
package import HTTP

/// One listener's place in the events: gives the bytes of what comes next.
///
/// A listener that is too slow for the log misses events, and is told so by an event `gap`.
package final class EventFeed {
  private let log: EventLog
  private let filter: EventFilter
  /// The number of the next event to look at.
  private var next: UInt64
  /// What goes out ahead of all events.
  private var opening: Bytes

  /// Where a listener wants to begin.
  enum Start {
    /// With what happens from now on.
    case now
    /// With the oldest there is.
    case oldest
    /// Behind the event of this number.
    case after(UInt64)
    /// Behind an event of another run of the server, which nobody knows any more.
    case lost
  }

  init(_ log: EventLog, _ filter: EventFilter, from start: Start) {
    self.log = log
    self.filter = filter
    opening = []
    switch start {
    case .now: next = log.next
    case .oldest: next = log.oldest
    case .after(let number) where number < log.next: next = number + 1
    case .after, .lost:
      next = log.oldest
      opening = gap(missed: nil)
    }
    // Without data it is no event, but a client that reconnects before the first one knows where.
    opening = Bytes("retry: 1000\nid: \(log.run)-\(next - 1)\n\n") + opening
  }

  /// Whether something may be there to be read.
  package var hasNews: Bool { !opening.isEmpty || next < log.next }

  /// What comes next, in whole events; empty: nothing for this listener.
  ///
  /// - Parameter limit: at most so many events, and about ``mostBytes`` of them; it looks at no more
  ///   than thirty times as many.
  package func read(limit: Int) -> Bytes {
    var writer = EventWriter(opening, run: log.run)
    opening = []
    if next < log.oldest {
      let missed = log.oldest - next
      next = log.oldest
      writer.add(gap(missed: missed))
    }
    var (written, looks) = (0, 0)
    while next < log.next, written < limit, looks < limit * 30,
      writer.bytes.count < Self.mostBytes
    {
      if let happening = log[next], filter.fits(happening) {
        writer.write(happening, number: next)
        written += 1
      }
      next += 1
      looks += 1
    }
    return writer.bytes
  }

  private func gap(missed: UInt64?) -> Bytes {
    let data = JSONWriter.bytes { json in
      json.object { json in
        json.field("missed", missed.map { Int64(clamping: $0) })
        json.field("oldest", "\(log.run)-\(next)")
      }
    }
    return Bytes("id: \(log.run)-\(next - 1)\nevent: gap\ndata: ") + data + Bytes("\n")
  }

  /// A reading ends with the event that goes beyond so many bytes.
  package static let mostBytes = 64 << 10

  /// What keeps a connection from looking dead; no event.
  package static let keepAlive = Bytes(":\n\n")
}

@available(*, unavailable)
extension EventFeed: Sendable {}

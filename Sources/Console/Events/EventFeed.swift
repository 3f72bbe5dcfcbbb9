internal import Carrier
package import HTTP

/// One listener's place in the events: gives the bytes of what comes next.
///
/// A listener that is too slow for the log misses events, and is told so by an event `gap`; so is one
/// that asked for no more than so many a second.
package final class EventFeed {
  private let log: EventLog
  private let filter: EventFilter
  /// Nil: it is told all.
  private var pace: Pace?
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

  init(_ log: EventLog, _ filter: EventFilter, from start: Start, pace: Pace? = nil) {
    self.log = log
    self.filter = filter
    self.pace = pace
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

  /// What comes next, in whole events; empty: nothing for this listener, or nothing yet.
  ///
  /// - Parameters:
  ///   - limit: at most so many events, and about ``mostBytes`` of them; it looks at no more than thirty
  ///     times as many.
  ///   - time: nanoseconds that only go forward, from no time in particular.
  package func read(limit: Int, at time: Int64) -> Bytes {
    var writer = EventWriter(opening, run: log.run)
    opening = []
    pace?.look(at: time)
    if let left = pace?.left {
      guard left > 0 else { return writer.bytes }
      if next < log.oldest || waitsMore(than: left, looking: limit * Self.looks) {
        writer.add(skip(to: log.next))
        pace?.isOver(at: time)
        return writer.bytes
      }
    } else if next < log.oldest {
      writer.add(skip(to: log.oldest))
    }
    let most = min(limit, pace?.left ?? limit)
    var (written, looks) = (0, 0)
    while next < log.next, written < most, looks < limit * Self.looks,
      writer.bytes.count < Self.mostBytes
    {
      if let happening = log[next], filter.fits(happening) {
        writer.write(happening, number: next)
        written += 1
      }
      next += 1
      looks += 1
    }
    pace?.told(written)
    return writer.bytes
  }

  /// Whether more than so many that fit are among the next, as far as a reading looks.
  private func waitsMore(than count: Int, looking far: Int) -> Bool {
    var (fitting, number) = (0, next)
    let end = min(log.next, next + UInt64(far))
    while fitting + Int(end - number) > count {
      if let happening = log[number], filter.fits(happening) { fitting += 1 }
      if fitting > count { return true }
      number += 1
    }
    return false
  }

  /// Passes over what is before an event, which need not have happened yet.
  private func skip(to number: UInt64) -> Bytes {
    let missed = number - next
    next = number
    return gap(missed: missed)
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

  /// A reading looks at so many times what it may tell.
  private static let looks = 30

  /// A reading ends with the event that goes beyond so many bytes.
  package static let mostBytes = 64 << 10

  /// What keeps a connection from looking dead; no event.
  package static let keepAlive = Bytes(":\n\n")
}

@available(*, unavailable)
extension EventFeed: Sendable {}

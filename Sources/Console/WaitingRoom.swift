package import Carrier
package import HTTP

/// What the console answers to a request.
package enum ConsoleAnswer {
  case now(HTTPResponse)
  /// The answer comes from ``Console/endTurn(now:)`` or ``Console/turnStored(_:now:)``, under this
  /// ticket. When the timeout is over, by the machine's clock, ``Console/timeOut(_:now:)`` has it; nil:
  /// it takes the time it takes.
  case later(ConsoleTicket, timeout: TimeSpan?)
  /// A head, and behind it whatever the feed has, for as long as somebody listens.
  case stream(HTTPResponse, EventFeed)
}

/// Names a request whose answer comes later; never used twice.
package struct ConsoleTicket: Sendable, Hashable {
  let number: UInt64
}

/// The calls that do something in several turns, and are answered when it is done. Each is asked in each
/// turn; those that only wait for something to happen are at the ``WaitDesk``.
final class WaitingRoom {
  private var calls: [ConsoleTicket: (Instant) throws -> HTTPResponse?] = [:]
  private var lastTicket: UInt64 = 0

  var isEmpty: Bool { calls.isEmpty }
  var count: Int { calls.count }

  func admit(_ call: @escaping (Instant) throws -> HTTPResponse?) -> ConsoleTicket {
    let ticket = nextTicket()
    calls[ticket] = call
    return ticket
  }

  func nextTicket() -> ConsoleTicket {
    lastTicket += 1
    return ConsoleTicket(number: lastTicket)
  }

  /// The answers there are by now, in the order the calls came; they wait no longer.
  func answers(now: Instant) throws -> [(ConsoleTicket, HTTPResponse)] {
    var answers: [(ConsoleTicket, HTTPResponse)] = []
    for (ticket, call) in calls.sorted(by: { $0.key.number < $1.key.number }) {
      guard let response = try Console.explaining({ try call(now) }) else { continue }
      answers.append((ticket, response))
    }
    for (ticket, _) in answers { calls[ticket] = nil }
    return answers
  }

  func forget(_ ticket: ConsoleTicket) {
    calls[ticket] = nil
  }
}

@available(*, unavailable)
extension WaitingRoom: Sendable {}

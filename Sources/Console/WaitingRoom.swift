internal import Carrier
package import HTTP

/// What the console answers to a request.
package enum ConsoleAnswer {
  case now(HTTPResponse)
  /// The answer comes from ``Console/endTurn(now:)``, under this ticket.
  case later(ConsoleTicket)
}

/// Names a request whose answer comes later; never used twice.
package struct ConsoleTicket: Sendable, Hashable {
  let number: UInt64
}

/// The calls whose answers come with later turns.
final class WaitingRoom {
  private var calls: [ConsoleTicket: (Instant) throws -> HTTPResponse?] = [:]
  private var lastTicket: UInt64 = 0

  var isEmpty: Bool { calls.isEmpty }
  var count: Int { calls.count }

  func admit(_ call: @escaping (Instant) throws -> HTTPResponse?) -> ConsoleTicket {
    lastTicket += 1
    let ticket = ConsoleTicket(number: lastTicket)
    calls[ticket] = call
    return ticket
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

internal import Carrier
internal import HTTP

/// The calls that wait for messages, reports and pushes. Only those that a happening may concern are
/// looked at: the others cost nothing.
final class WaitDesk {
  private let gateway: Gateway
  private var waits: [ConsoleTicket: Wait] = [:]
  private var messages = WaitIndex()
  private var reports = WaitIndex()
  private var pushes = WaitIndex()
  /// Those that came in this turn.
  private var newcomers: [ConsoleTicket] = []
  /// Those that must look at the store at the end of the next turn that is stored.
  private var mustLook: Set<ConsoleTicket> = []
  private var refusals = Refusals()
  /// How many times a wait was looked at since the start.
  private(set) var looks = 0

  enum Admission {
    case answered(HTTPResponse)
    case waits(ConsoleTicket)
  }

  init(gateway: Gateway) {
    self.gateway = gateway
  }

  var count: Int { waits.count }

  /// The wait's answer, where it is clear at once; else it is admitted under its ticket.
  ///
  /// - Throws: where the store failed.
  func admit(
    _ wait: Wait, as ticket: () -> ConsoleTicket, now: Instant
  ) throws -> Admission {
    var wait = wait
    let isOver = wait.timeout <= .zero
    let earlier = isOver ? refusals.newest(after: refusals.count, fitting: wait.filter) : nil
    if let answer = try wait.answer(isOver: isOver, Misses(), earlier, in: gateway, now: now) {
      return .answered(answer)
    }
    wait.seenHappenings = gateway.happeningCount
    wait.refusalsBefore = refusals.count
    let ticket = ticket()
    waits[ticket] = wait
    edit(wait) { $0.insert(ticket, wait.search.match) }
    newcomers.append(ticket)
    return .waits(ticket)
  }

  /// The answers that a turn has brought, once it is stored, in the order the calls came.
  func note(_ happenings: [Happening], now: Instant) -> [(ConsoleTicket, HTTPResponse)] {
    for happening in happenings {
      refusals.note(happening, newestMessage: gateway.newestMessage)
    }
    guard !waits.isEmpty else { return [] }
    var touched = mustLook
    mustLook = []
    for (place, happening) in happenings.enumerated() {
      for ticket in concerned(by: happening) {
        guard var wait = waits[ticket], place >= wait.seenHappenings else { continue }
        looks += 1
        switch wait.search.effect(of: happening) {
        case .more(0): continue
        case .more(let count): wait.seen += count
        case .unknown: wait.mustCount = true
        }
        waits[ticket] = wait
        touched.insert(ticket)
      }
    }
    for ticket in newcomers { waits[ticket]?.seenHappenings = 0 }
    newcomers.removeAll(keepingCapacity: true)
    return answers(of: touched, areOver: false, now: now)
  }

  /// The answers of those whose time is over.
  func timeOut(_ tickets: [ConsoleTicket], now: Instant) -> [(ConsoleTicket, HTTPResponse)] {
    answers(of: Set(tickets), areOver: true, now: now)
  }

  /// The turn was not stored: what its newcomers have seen may not be there.
  func turnFailed() {
    for ticket in newcomers where waits[ticket] != nil {
      waits[ticket]?.seenHappenings = 0
      waits[ticket]?.mustCount = true
      mustLook.insert(ticket)
    }
    newcomers.removeAll(keepingCapacity: true)
  }

  func forget(_ ticket: ConsoleTicket) {
    guard let wait = waits.removeValue(forKey: ticket) else { return }
    edit(wait) { $0.remove(ticket, wait.search.match) }
    mustLook.remove(ticket)
  }

  private func answers(
    of tickets: Set<ConsoleTicket>, areOver: Bool, now: Instant
  ) -> [(ConsoleTicket, HTTPResponse)] {
    guard !tickets.isEmpty else { return [] }
    let misses = Misses()
    var answers: [(ConsoleTicket, HTTPResponse)] = []
    for ticket in tickets.sorted(by: { $0.number < $1.number }) {
      guard var wait = waits[ticket] else { continue }
      do {
        let refusal = refusals.newest(after: wait.refusalsBefore, fitting: wait.filter)
        let answer = try wait.answer(isOver: areOver, misses, refusal, in: gateway, now: now)
        waits[ticket] = wait
        if let answer { answers.append((ticket, answer)) }
      } catch {
        answers.append(
          (ticket, .problem(503, "the store cannot be read; look again later: \(error)")))
      }
    }
    for (ticket, _) in answers { forget(ticket) }
    return answers
  }

  private func concerned(by happening: Happening) -> Set<ConsoleTicket> {
    switch happening {
    case .submitted(let note):
      return messages.tickets(account: note.occasion.account, mobiles: note.mobiles)
    case .reportsTaken(let note):
      return reports.tickets(account: note.occasion.account, mobiles: note.mobiles)
    case .pushed(let note):
      let account = note.occasion.account
      return reports.tickets(account: account, mobiles: note.mobiles)
        .union(pushes.tickets(account: account, mobiles: note.mobiles))
    case .pushedAgain: return Set(waits.filter { $0.value.search.seeksPushes }.keys)
    case .worldChanged: return Set(waits.keys)
    case .repliesTaken, .reportMade, .replied, .released, .clockMoved, .accountChanged, .served:
      return []
    }
  }

  private func edit(_ wait: Wait, _ body: (inout WaitIndex) -> Void) {
    switch wait.search.subject {
    case .messages: body(&messages)
    case .takenReports: body(&reports)
    case .pushes: body(&pushes)
    }
  }
}

@available(*, unavailable)
extension WaitDesk: Sendable {}

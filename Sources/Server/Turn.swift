internal import Carrier
internal import Console
internal import HTTP
internal import Reactor

/// The answers of one turn of the loop, held back until what they say is stored.
struct Turn {
  fileprivate final class Answer {
    let reply: PendingReply
    let departure: Departure
    let behaviour: Behaviour
    let request: Int64
    /// What it shows its client.
    let shown: ShownOutcomes?
    /// Whether it is the control API's.
    let isOfConsole: Bool

    init(
      _ departure: Departure, to reply: PendingReply, _ behaviour: Behaviour, request: Int64,
      isOfConsole: Bool, shows shown: ShownOutcomes?
    ) {
      self.reply = reply
      self.departure = departure
      self.behaviour = behaviour
      self.request = request
      self.shown = shown
      self.isOfConsole = isOfConsole
    }
  }

  private var answers: [Answer] = []
  private(set) var hasFailed = false

  /// - Parameter request: the request's number, where it has one.
  mutating func add(
    _ departure: Departure, to reply: PendingReply, _ behaviour: Behaviour = .plain,
    request: Int64 = 0, isOfConsole: Bool = false, shows shown: ShownOutcomes? = nil
  ) {
    answers.append(
      Answer(
        departure, to: reply, behaviour, request: request, isOfConsole: isOfConsole, shows: shown))
  }

  /// From here on nothing of this turn can be acknowledged.
  mutating func fail() {
    hasFailed = true
  }

  var isEmpty: Bool { answers.isEmpty }
  var count: Int { answers.count }

  /// Sends what has not to be held, and makes room for the next turn.
  ///
  /// - Parameter coverage: told what those that leave show.
  mutating func send(
    date: String, closing: Bool, holding held: HeldAnswers, countingIn coverage: CoverageBook,
    _ journal: Journal
  ) {
    let ticks = WallClock.nanoseconds()
    for answer in answers {
      if hasFailed {
        journal.note(.failed, of: answer.request)
        let response = answer.isOfConsole ? Console.unavailable : Self.unavailable
        Departure.send(response).leave(by: answer.reply, date: date, closing: closing)
      } else if answer.mustBeHeld {
        held.add(
          answer.departure, to: answer.reply, answer.behaviour, request: answer.request,
          shows: answer.shown)
      } else {
        journal.noteLeft(answer.request, at: ticks)
        answer.departure.leave(by: answer.reply, date: date, closing: closing)
        if let shown = answer.shown { coverage.note(shown) }
      }
    }
    answers.removeAll(keepingCapacity: true)
    hasFailed = false
  }

  private static let unavailable = HTTPResponse.text(
    503, "the store cannot be written to; nothing of this request was kept\n",
    headers: [.init("Retry-After", "1")])
}

extension Turn.Answer {
  fileprivate var mustBeHeld: Bool {
    if case .stall = departure { return true }
    return behaviour.notBefore != nil || behaviour.waitsForPushes
  }
}

internal import Carrier
internal import HTTP

/// What a wait seeks: counted in the store at first, and then by what happens.
struct Search {
  enum Subject {
    case messages
    /// Those that the client has, by a pull or by a push that it acknowledged.
    case takenReports
    case pushes(PushRecord.State)
  }

  /// What a happening means for a search.
  enum Effect {
    case more(Int)
    /// The store must be asked again.
    case unknown
  }

  let subject: Subject
  let match: FilterMatch

  var seeksPushes: Bool {
    if case .pushes = subject { return true }
    return false
  }

  /// How many there are.
  func count(in gateway: Gateway, now: Instant) throws -> Int {
    let window = ListWindow(limit: 1)
    switch subject {
    case .messages: return try gateway.messages(match.filter, window, now: now).total
    case .takenReports: return try gateway.reports(takenFilter, window, now: now).total
    case .pushes: return try gateway.pushes(pushFilter, limit: 1, now: now).total
    }
  }

  /// How many more there are by something that happened.
  func effect(of happening: Happening) -> Effect {
    switch (subject, happening) {
    case (.messages, .submitted(let note)): return .more(match.count(in: note))
    case (.takenReports, .reportsTaken(let note)):
      return match.count(in: note).map { .more($0) } ?? .unknown
    case (.takenReports, .pushed(let note)):
      return note.state == .acknowledged && match.mayFit(note) ? .unknown : .more(0)
    case (.pushes(let state), .pushed(let note)):
      // One that was in that state may have left it.
      return (note.state == state || note.attempt > 1) && match.mayFit(note)
        ? .unknown : .more(0)
    // It leaves the state that it was in for another.
    case (.pushes, .pushedAgain): return .unknown
    case (_, .worldChanged(let note)):
      return match.filter.scenario ?? note.scenario == note.scenario ? .unknown : .more(0)
    case (.messages, _), (.takenReports, _), (.pushes, _): return .more(0)
    }
  }

  /// The newest of them, as their list shows them.
  func list(_ limit: Int, total: Int, in gateway: Gateway, now: Instant) throws -> HTTPResponse {
    let window = ListWindow(limit: limit, total: total)
    switch subject {
    case .messages:
      return .list(try gateway.messages(match.filter, window, now: now)) { $0.fields($1) }
    case .takenReports:
      return .list(try gateway.reports(takenFilter, window, now: now)) { $0.fields($1) }
    case .pushes:
      return .list(try PushCalls.part(pushFilter, window, of: gateway, now: now)) { $0.fields($1) }
    }
  }

  private var takenFilter: ListFilter {
    var filter = match.filter
    filter.isTaken = true
    return filter
  }

  var pushFilter: PushFilter {
    var filter = PushFilter()
    filter.scenario = match.filter.scenario
    filter.account = match.filter.account
    filter.style = match.filter.dialect
    filter.mobile = match.filter.mobile
    filter.content = match.filter.content
    if case .pushes(let state) = subject { filter.state = state }
    return filter
  }

  /// What is sought, for a person.
  var noun: String {
    switch subject {
    case .messages: "messages"
    case .takenReports: "reports that the client took"
    case .pushes(let state): "pushes that are \(state.rawValue)"
    }
  }
}

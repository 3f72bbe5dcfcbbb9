internal import Carrier
internal import HTTP

/// What came nearest to waits that were not met. Waits that end together look at the same messages, which are
/// read once.
final class Misses {
  /// Something that is not what was sought, and why.
  struct Miss {
    /// Nil: a push.
    var message: MessageItem?
    var push: PushRecord?
    var differences: [FilterMatch.Difference]
  }

  /// The newest messages of all worlds.
  private var newest: [MessageItem]?

  private static let mostMessages = 500

  /// The refusal of a wait whose goal is not met.
  ///
  /// - Parameter refusal: a submission that was refused while it waited, or before. Where there is
  ///   too much of what it seeks, one from before has nothing to do with it.
  func answer(
    to wait: Wait, _ refusal: Refusals.Told?, in gateway: Gateway, now: Instant
  ) throws -> HTTPResponse {
    let isLacking = wait.seen < wait.goal.least
    let refusal = refusal.flatMap { !$0.isEarlier || isLacking ? $0 : nil }
    let miss = try nearest(to: wait.search, in: gateway, now: now)
    var detail =
      "\(wait.search.noun): wanted \(wait.goal.text), and there are \(wait.seen)"
    if wait.timeout > .zero { detail += " after \(wait.timeout.text)" }
    if let miss { detail += "; " + Self.text(of: miss) }
    if let refusal { detail += "; " + Self.text(of: refusal) }
    let matched =
      wait.failure == 409 && wait.seen > 0
      ? try gateway.messages(
        wait.search.match.filter, ListWindow(limit: 10, total: wait.seen), now: now
      ).items : []
    return .problem(Problem(wait.failure, detail)) { json in
      json.key("wanted")
      json.object { json in
        json.field("min", wait.goal.least)
        json.field("max", wait.goal.most.map { Int64($0) })
      }
      json.field("seen", wait.seen)
      json.key("nearest")
      if let miss { json.object { $0.fields(miss) } } else { json.null() }
      json.key("refused")
      if let refusal { json.object { $0.fields(refusal.note) } } else { json.null() }
      if wait.failure == 409 {
        json.field("items", matched) { json, message in json.object { $0.fields(message) } }
      }
    }
  }

  private func nearest(
    to search: Search, in gateway: Gateway, now: Instant
  ) throws -> Miss? {
    switch search.subject {
    case .messages:
      return try nearestMessage(to: search, in: gateway, now: now) { _ in nil }
    case .takenReports:
      let taken = [MessageState.taken, .pushed].map(\.rawValue)
      return try nearestMessage(to: search, in: gateway, now: now) { message in
        taken.contains(message.state)
          ? nil : .init(field: "state", wanted: "taken or pushed", seen: message.state)
      }
    case .pushes: return try nearestPush(to: search, in: gateway, now: now)
    }
  }

  /// The newest of those with the fewest differences.
  private func nearestMessage(
    to search: Search, in gateway: Gateway, now: Instant,
    more: (MessageItem) -> FilterMatch.Difference?
  ) throws -> Miss? {
    let messages =
      try newest
      ?? gateway.messages(
        ListFilter(), ListWindow(limit: Self.mostMessages, total: 0), now: now
      ).items
    newest = messages
    var nearest: Miss?
    for message in messages {
      let differences = search.match.differences(from: message) + [more(message)].compactMap(\.self)
      guard !differences.isEmpty else { continue }
      if let found = nearest, found.differences.count <= differences.count { continue }
      nearest = Miss(message: message, differences: differences)
      if differences.count == 1 { break }
    }
    return nearest
  }

  /// The newest push that all but one of the filters let through.
  private func nearestPush(
    to search: Search, in gateway: Gateway, now: Instant
  ) throws -> Miss? {
    let wanted = search.pushFilter
    func push(_ relax: (inout PushFilter) -> Void) throws -> PushRecord? {
      var filter = wanted
      relax(&filter)
      return try gateway.pushes(filter, limit: 1, now: now).page.first
    }
    func miss(_ push: PushRecord?, _ field: String, _ wanted: String, _ seen: String) -> Miss? {
      push.map {
        Miss(push: $0, differences: [.init(field: field, wanted: wanted, seen: seen)])
      }
    }
    if let state = wanted.state, let found = try push({ $0.state = nil }), found.state != state {
      return miss(found, "state", state.rawValue, found.state.rawValue)
    }
    if let content = wanted.content, let found = try push({ $0.content = nil }) {
      return miss(found, "content", content, "another text")
    }
    if let mobile = wanted.mobile, let found = try push({ $0.mobile = nil }) {
      return miss(found, "mobile", mobile, found.items.first?.mobile ?? "none")
    }
    if let style = wanted.style, let found = try push({ $0.style = nil }) {
      return miss(found, "dialect", style, found.style)
    }
    if let account = wanted.account, let found = try push({ $0.account = nil }) {
      return miss(found, "account", account, found.account)
    }
    return nil
  }

  private static func text(of refusal: Refusals.Told) -> String {
    let note = refusal.note
    return (refusal.isEarlier ? "earlier " : "meanwhile ")
      + "request \(note.request) of \(note.account ?? "nobody") was refused: "
      + (note.condition?.rawValue ?? "")
  }

  private static func text(of miss: Miss) -> String {
    let name =
      miss.message.map { "message \($0.id)" } ?? miss.push.map { "push \($0.id)" } ?? "one"
    let differences = miss.differences.map {
      "\($0.field): wanted \($0.wanted), seen \($0.seen)"
    }
    return "the nearest, \(name), differs in \(differences.joined(separator: "; "))"
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ miss: Misses.Miss) {
    field("differs", miss.differences) { json, difference in
      json.object { json in
        json.field("field", difference.field)
        json.field("wanted", difference.wanted)
        json.field("seen", difference.seen)
      }
    }
    if let message = miss.message {
      key("message")
      object { $0.fields(message) }
    }
    if let push = miss.push {
      key("push")
      object { $0.fields(push) }
    }
  }
}

internal import Carrier
internal import HTTP

/// What all lists have in common: their parameters, their window and their form.
enum ListCalls {
  static let window: [Parameter] = [.limit, .cursor]
  static let messages =
    filters + [.anywhere, .since, .state(MessageState.allCases.map(\.rawValue))] + window
  static let reports = filters + [.since, .state(deliveryStates)] + window
  static let replies: [Parameter] =
    [.account, .mobile, .content, .state(deliveryStates)] + window
  static let pushes = filters + [.state(PushRecord.State.allCases.map(\.rawValue))] + window

  static let filters: [Parameter] = [.account, .mobile, .content, .dialect]
  private static let deliveryStates = DeliveryState.allCases.map(\.rawValue)
  private static let standardLimit = 50
  private static let limits = 1...1000

  /// A part of a list that is there as a whole, in its own order.
  static func part<Item>(of items: [Item], for call: ConsoleCall) throws -> Listing<Item> {
    let window = try call.window()
    let start = min(Int(window.before ?? 0), items.count)
    let end = min(start + window.limit, items.count)
    return Listing(
      items: Array(items[start..<end]), total: items.count,
      next: end < items.count ? Int64(end) : nil)
  }

  fileprivate static func window(of query: Query) throws -> ListWindow {
    var limit = standardLimit
    if let text = query["limit"] {
      guard let number = Int(text), limits.contains(number) else {
        throw Problem(400, "limit: \(text) is not a whole number from 1 to 1000")
      }
      limit = number
    }
    guard let text = query["cursor"] else { return ListWindow(limit: limit) }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let before = Int64(parts[0], radix: 36), before >= 0,
      let total = Int(parts[1], radix: 36), total >= 0
    else {
      throw Problem(400, "cursor: \(text) is none; send the next of the list's last part")
    }
    return ListWindow(limit: limit, before: before, total: total)
  }

  fileprivate static func cursor(_ listing: Listing<some Sendable>) -> String? {
    listing.next.map { String($0, radix: 36) + "-" + String(listing.total, radix: 36) }
  }
}

extension ConsoleCall {
  func window() throws -> ListWindow {
    try ListCalls.window(of: query)
  }

  /// The number that all of the list are to be above; nil: any.
  func since() throws -> Int64? {
    guard let text = query["since"] else { return nil }
    guard let number = Int64(text), number >= 0 else {
      throw Problem(400, "since: \(text) is not an id; send the id of the newest that is known")
    }
    return number
  }

  /// What the query narrows the list to.
  ///
  /// - Parameter states: those that the list's items may be in.
  func filter(states: [String]) throws -> ListFilter {
    var filter = ListFilter()
    filter.scenario = try scenario()
    filter.account = query["account"]
    filter.mobile = query["mobile"]
    filter.content = query["content"]
    filter.dialect = query["dialect"]
    filter.anywhere = query["q"]
    filter.since = try since()
    if let state = query["state"] {
      guard states.contains(state) else {
        throw Problem(
          400, "state: \(state) is none; there are \(states.joined(separator: ", "))")
      }
      filter.state = state
    }
    return filter
  }
}

extension HTTPResponse {
  /// A part of a list.
  static func list<Item>(
    _ listing: Listing<Item>, _ write: (inout JSONWriter, Item) -> Void
  ) -> HTTPResponse {
    .json { json in
      json.field("items", listing.items) { json, item in
        json.object { write(&$0, item) }
      }
      json.field("total", listing.total)
      json.field("next", ListCalls.cursor(listing))
    }
  }
}

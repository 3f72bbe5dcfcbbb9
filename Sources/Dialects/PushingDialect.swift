package import Carrier
package import HTTP

/// A dialect whose document has a format to push reports and replies in. Its policy says so too
/// (`pushes`).
package protocol PushingDialect: Dialect {
  /// At most so many reports and replies in one push.
  var mostPushed: Int { get }
  /// The requests that bring these items, one after the other: a request goes out once the one before
  /// it is acknowledged.
  ///
  /// - Parameter account: its name.
  func pushRequests(
    for items: [PushItem], of account: String, _ settings: PushSettings
  ) -> [PushRequest]
  /// Whether the receiver's answer says that it has what it was sent.
  func isAcknowledged(status: Int, body: Bytes, _ settings: PushSettings) -> Bool
  /// The answer that says so, for people.
  func acknowledgement(_ settings: PushSettings) -> String
}

/// A request to a client's receiver, but for the URL.
package struct PushRequest: Sendable, Equatable {
  package var method: String
  /// Goes behind the URL's own query; may be empty.
  package var query: Bytes
  package var contentType: String?
  package var body: Bytes

  init(method: String, query: Bytes = [], contentType: String? = nil, body: Bytes = []) {
    self.method = method
    self.query = query
    self.contentType = contentType
    self.body = body
  }

  /// Path and query of the request, from those of the receiver's URL.
  package func target(of url: Bytes) -> Bytes {
    guard !query.isEmpty else { return url }
    let mark = UInt8(ascii: "?")
    let isOpen = url.last == mark || url.last == UInt8(ascii: "&")
    let separator = url.contains(mark) ? UInt8(ascii: "&") : mark
    return url + (isOpen ? [] : [separator]) + query
  }
}

extension DialectCatalog {
  /// What can be pushed in, as the carrier wants to know it.
  package var pushStyles: [PushStyle] {
    pushing.map { PushStyle(name: $0.policy.name, mostItems: $0.mostPushed) }
  }

  /// The dialect that pushes in a style; nil if none does.
  package func pushing(in style: String) -> (any PushingDialect)? {
    pushing.first { $0.policy.name == style }
  }

  private var pushing: [any PushingDialect] { dialects.compactMap { $0 as? any PushingDialect } }
}

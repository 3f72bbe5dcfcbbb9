internal import Foundation

/// What the application under test has sent.
extension Fakecarrier {
  /// The newest message of these, as soon as there is one.
  ///
  /// ```swift
  /// let code = try await carrier.message(to: "13800138000", containing: "验证码")
  /// ```
  ///
  /// - Parameters:
  ///   - mobile: a number, or a glob such as `138*`; nil: any.
  ///   - content: a part of the text; nil: any.
  ///   - account: who sent it; nil: whoever.
  ///   - after: only what came after this message; nil: what is there already counts.
  ///   - timeout: how long to wait, by the machine's clock; ten minutes at most.
  /// - Throws: ``FakecarrierError`` with the nearest miss and the field that differed, when the time is
  ///   over.
  public func message(
    to mobile: String? = nil, containing content: String? = nil, account: String? = nil,
    after: Message? = nil, timeout: Duration = .seconds(5)
  ) async throws -> Message {
    let filter = MessageFilter(
      to: mobile, containing: content, account: account, after: after)
    let found = try await messages(filter, count: 1, timeout: timeout)
    guard let first = found.first else {
      throw FakecarrierError("the message was there and has gone before it could be read")
    }
    return first
  }

  /// At least `count` messages, as soon as there are so many; the newest first, a thousand at most.
  ///
  /// - Throws: ``FakecarrierError`` as ``message(to:containing:account:after:timeout:)`` does.
  public func messages(
    _ filter: MessageFilter = MessageFilter(), count: Int, timeout: Duration = .seconds(5)
  ) async throws -> [Message] {
    try await ask(
      Page<Message>.self, "GET", "/messages/wait",
      query: filter.query + [
        ("count", String(count)), ("timeout", timeout.span), ("limit", String(min(1000, count))),
      ],
      waiting: timeout
    ).items
  }

  /// All messages that there are now, the newest first.
  public func messages(_ filter: MessageFilter = MessageFilter()) async throws -> [Message] {
    try await all(Message.self, of: "/messages", query: filter.query)
  }

  /// Holds if so many messages are there, or come within a time.
  ///
  /// - Parameters:
  ///   - count: how many there must be.
  ///   - within: how long to wait for them, by the machine's clock; a maximum must hold to its end.
  /// - Throws: ``FakecarrierError`` with what was seen, and what came nearest.
  public func verify(
    _ filter: MessageFilter, count: ClosedRange<Int>, within: Duration = .zero
  ) async throws {
    try await verify(
      filter, Verification.Count(min: count.lowerBound, max: count.upperBound), nil, within)
  }

  /// Holds if exactly so many messages are there, or as soon as they are.
  public func verify(
    _ filter: MessageFilter, count: Int = 1, within: Duration = .zero
  ) async throws {
    try await verify(filter, Verification.Count(exact: count), nil, within)
  }

  /// Holds if no such message is there, and none comes within a time.
  ///
  /// ```swift
  /// try await carrier.never(MessageFilter(to: "13800138000"), within: .milliseconds(200))
  /// ```
  public func never(_ filter: MessageFilter, within: Duration = .zero) async throws {
    try await verify(filter, nil, true, within)
  }

  private struct Verification: Encodable {
    struct Count: Encodable {
      var exact: Int?
      var min: Int?
      var max: Int?

      private enum Key: String, CodingKey {
        case min, max
      }

      func encode(to encoder: any Encoder) throws {
        if let exact {
          var container = encoder.singleValueContainer()
          try container.encode(exact)
        } else {
          var container = encoder.container(keyedBy: Key.self)
          try container.encodeIfPresent(min, forKey: .min)
          try container.encodeIfPresent(max, forKey: .max)
        }
      }
    }

    var match: [String: String]
    var count: Count?
    var never: Bool?
    var within: String
  }

  private func verify(
    _ filter: MessageFilter, _ count: Verification.Count?, _ never: Bool?, _ within: Duration
  ) async throws {
    let match = Dictionary(uniqueKeysWithValues: filter.match.map { ($0.name, $0.value) })
    try await ask(
      "POST", "/verify", query: filter.scenario.map { [("scenario", $0)] } ?? [],
      body: json(
        Verification(match: match, count: count, never: never, within: within.span)),
      waiting: within)
  }
}

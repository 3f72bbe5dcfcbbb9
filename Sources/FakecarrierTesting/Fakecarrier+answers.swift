internal import Foundation

/// What comes back to the application under test: reports and replies.
extension Fakecarrier {
  /// The delivery reports there are, taken or not, the newest first. None is taken by it.
  ///
  /// - Parameter state: `pending`, `due`, `taken`, `pushed` or `failed`; nil: any.
  public func reports(
    _ filter: MessageFilter = MessageFilter(), state: String? = nil
  ) async throws -> [DeliveryReport] {
    try await all(
      DeliveryReport.self, of: "/reports",
      query: filter.query + (state.map { [("state", $0)] } ?? []))
  }

  /// A report that the application has pulled, or acknowledged when it was pushed, as soon as there is
  /// one.
  ///
  /// - Throws: ``FakecarrierError`` with the nearest miss, when the time is over.
  public func takenReport(
    _ filter: MessageFilter = MessageFilter(), timeout: Duration = .seconds(5)
  ) async throws -> DeliveryReport {
    let page = try await ask(
      Page<DeliveryReport>.self, "GET", "/reports/wait",
      query: filter.query + [("timeout", timeout.span), ("limit", "1")], waiting: timeout)
    guard let first = page.items.first else {
      throw FakecarrierError("the report was there and has gone before it could be read")
    }
    return first
  }

  private struct NewReport: Encodable {
    var stat: String
    var after: String
  }

  /// Makes a report of a message by hand: in place of its own where that is not due yet, else as one
  /// more.
  ///
  /// - Parameters:
  ///   - stat: for instance `UNDELIV` or `MA:0001`.
  ///   - after: from now on, by the scenario's clock.
  @discardableResult
  public func report(
    _ message: Message, as stat: String, after: Duration = .zero
  ) async throws -> DeliveryReport {
    try await ask(
      DeliveryReport.self, "POST", "/messages/\(message.id)/reports",
      body: json(NewReport(stat: stat, after: after.span)))
  }

  private struct NewReply: Encodable {
    var account: String
    var mobile: String
    var extno: String?
    var content: String
    var after: String
  }

  /// Lets a handset answer (MO). `TD`, `T` and `退订` unsubscribe its number from the account.
  ///
  /// - Parameters:
  ///   - extno: the access code it is sent to; nil: the account's first.
  ///   - after: from now on, by the scenario's clock.
  @discardableResult
  public func reply(
    from mobile: String, to account: String, _ content: String, extno: String? = nil,
    after: Duration = .zero
  ) async throws -> Reply {
    try await ask(
      Reply.self, "POST", "/replies",
      body: json(
        NewReply(
          account: account, mobile: mobile, extno: extno, content: content, after: after.span)))
  }

  /// Lets the handset that got a message answer it, to the code it came from.
  @discardableResult
  public func reply(
    to message: Message, _ content: String, after: Duration = .zero
  ) async throws -> Reply {
    try await reply(
      from: message.mobile, to: message.account, content,
      extno: message.extno.isEmpty ? nil : message.extno, after: after)
  }
}

internal import Foundation

/// Scenarios, their clocks and their accounts.
extension Fakecarrier {
  /// Loads a scenario in place of the one of its name; its world starts anew.
  ///
  /// - Parameter text: YAML or JSON.
  /// - Throws: ``FakecarrierError`` with every mistake and its line, or the name of the scenario that has
  ///   one of its accounts.
  public func load(_ text: String) async throws {
    let name = try ScenarioText.read(text).name
    try await ask("PUT", "/scenarios/\(Self.encoded(name))", body: Data(text.utf8))
  }

  /// Ends a scenario; its accounts are free for another one.
  public func unload(_ name: String) async throws {
    try await ask("DELETE", "/scenarios/\(Self.encoded(name))")
  }

  /// Takes worlds back to their start: what was sent is gone, what is pending is cancelled, balances and
  /// clocks are the scenario's again.
  ///
  /// - Parameter scenario: nil: all of them.
  public func reset(_ scenario: String? = nil) async throws {
    try await ask("POST", "/reset", query: Self.narrowed(to: scenario))
  }

  private struct Move: Encodable {
    var advance: String?
    var set: String?
    var until: String?
    var run: Bool?
  }

  private struct Moved: Decodable {
    struct Clock: Decodable {
      var fired: [FiredEvent]
    }

    var scenarios: [Clock]
  }

  /// Moves the clocks on: reports fall due, replies arrive, rate limits let through again.
  ///
  /// - Parameter scenario: nil: the clocks of all.
  /// - Returns: what fell due on the way, in due order, scenario by scenario; the first thousand of each.
  @discardableResult
  public func advance(by span: Duration, scenario: String? = nil) async throws -> [FiredEvent] {
    try await move(Move(advance: span.span), scenario)
  }

  /// Sets the clocks, forwards or back.
  ///
  /// - Parameter time: `2017-04-12 01:38:21`, in the scenario's time zone.
  @discardableResult
  public func setClock(to time: String, scenario: String? = nil) async throws -> [FiredEvent] {
    try await move(Move(set: time), scenario)
  }

  /// Moves the clocks on until nothing is to come any more: from one thing that is due to the next.
  @discardableResult
  public func runUntilIdle(scenario: String? = nil) async throws -> [FiredEvent] {
    try await move(Move(until: "idle"), scenario)
  }

  /// Stops the clocks, or lets them go on with the machine's.
  public func runClock(_ runs: Bool, scenario: String? = nil) async throws {
    try await move(Move(run: runs), scenario)
  }

  /// How an account stands.
  public func account(_ name: String) async throws -> Account {
    try await ask(Account.self, "GET", "/accounts/\(Self.encoded(name))")
  }

  /// Changes settings of an account, until its scenario is reset.
  ///
  /// - Parameter settings: a JSON object with keys that a scenario has for an account, such as
  ///   `{"balance": 0}`.
  @discardableResult
  public func change(account name: String, _ settings: String) async throws -> Account {
    try await ask(
      Account.self, "PATCH", "/accounts/\(Self.encoded(name))", body: Data(settings.utf8))
  }

  @discardableResult
  private func move(_ move: Move, _ scenario: String?) async throws -> [FiredEvent] {
    try await ask(
      Moved.self, "POST", "/clock", query: Self.narrowed(to: scenario), body: json(move)
    ).scenarios.flatMap(\.fired)
  }

  private static func narrowed(to scenario: String?) -> [(name: String, value: String)] {
    scenario.map { [("scenario", $0)] } ?? []
  }
}

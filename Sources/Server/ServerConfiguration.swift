package import Carrier
package import Reactor

/// How to start a server.
package struct ServerConfiguration: Sendable {
  /// What the control API asks its callers for.
  package enum Token: Sendable, Equatable {
    /// Nothing on loopback addresses; on any other a token made at the start.
    case automatic
    case off
    case fixed(String)
  }

  /// Where clients send to, as `HOST:PORT`; port 0 picks one.
  package var listen = "127.0.0.1:7862"
  /// Where the control API is; nil: with the clients' paths, under `/__mock/`.
  package var control: String?
  package var scenarios: [Scenario]
  package var location = StoreLocation.memory
  package var durability = StoreDurability.normal
  package var token = Token.automatic
  /// Further names that the control API may be called by.
  package var allowedHosts: [String] = []
  /// Messages kept; the oldest go first.
  package var maxMessages = 100_000
  package var limits = ListenerLimits()

  package init(scenarios: [Scenario]) {
    self.scenarios = scenarios
  }
}

/// What a server says of itself.
package struct ServerInfo: Encodable, Sendable {
  package var version: String
  /// Where clients send to.
  package var gateway: String
  /// Where the control API is.
  package var control: String
  package var scenarios: [String]
  package var libevent: String
  package var sqlite: String

  package init(
    version: String, gateway: String, control: String, scenarios: [String], libevent: String,
    sqlite: String
  ) {
    self.version = version
    self.gateway = gateway
    self.control = control
    self.scenarios = scenarios
    self.libevent = libevent
    self.sqlite = sqlite
  }
}

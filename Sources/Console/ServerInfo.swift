/// What a server says of itself.
package struct ServerInfo: Sendable {
  package var version: String
  /// Where clients send to.
  package var gateway: String
  /// Where the control API is.
  package var control: String
  package var libevent: String
  package var sqlite: String
  /// Whether the control API asks for a token.
  package var needsToken: Bool

  package init(
    version: String, gateway: String, control: String, libevent: String, sqlite: String,
    needsToken: Bool
  ) {
    self.version = version
    self.gateway = gateway
    self.control = control
    self.libevent = libevent
    self.sqlite = sqlite
    self.needsToken = needsToken
  }
}

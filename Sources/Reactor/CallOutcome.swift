package import HTTP

/// How an outgoing call ended.
package enum CallOutcome: Sendable, Equatable {
  /// The server answered: its status, and the body, as much of it as the caller takes.
  case answered(status: Int, body: Bytes)
  /// Nobody answered; why, for a person.
  case failed(String)
}

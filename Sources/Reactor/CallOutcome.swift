package import HTTP

/// How an outgoing call ended.
package enum CallOutcome: Sendable, Equatable {
  /// The server answered: its status, and the body's first 64 KiB.
  case answered(status: Int, body: Bytes)
  /// Nobody answered; why, for a person.
  case failed(String)
}

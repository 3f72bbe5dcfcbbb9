/// How a message stands to others with the same account, number and text.
package struct MessageTwins: Sendable, Equatable {
  /// What kept the client from learning that it was accepted; nil: nothing did.
  package var lostAnswer: Fault?
  /// Its answer was lost, and it came again as this one.
  package var resentAs: Int64?
  /// It is the one that came again after the answer to this one was lost.
  package var resendOf: Int64?
  /// It was sent twice within ``doubleWindow``, and no answer was lost: the other one, the one before
  /// it where there is one.
  package var sameAs: Int64?

  /// By the scenario's clock.
  static let doubleWindow = TimeSpan.seconds(60)
  /// How late a client may send again what it got no answer to.
  static let resendWindow = TimeSpan.seconds(3600)
  /// Rows before and behind a message that are looked at for its twins.
  static let reach: Int64 = 20_000
}

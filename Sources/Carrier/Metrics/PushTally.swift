/// Counts how attempts to push ended, since the process started.
package struct PushTally: Sendable, Equatable {
  package private(set) var acknowledged: UInt64 = 0
  /// The receiver answered, but not as it must.
  package private(set) var refused: UInt64 = 0
  /// The receiver did not answer.
  package private(set) var unanswered: UInt64 = 0
  /// Of all of these, how many followed one that had failed.
  package private(set) var retried: UInt64 = 0
  /// Pushes that are tried no more.
  package private(set) var givenUp: UInt64 = 0

  mutating func note(_ attempt: PushAttempt, isRetry: Bool, isLast: Bool) {
    if attempt.isAcknowledged {
      acknowledged += 1
    } else if attempt.status != nil {
      refused += 1
    } else {
      unanswered += 1
    }
    if isRetry { retried += 1 }
    if isLast, !attempt.isAcknowledged { givenUp += 1 }
  }
}

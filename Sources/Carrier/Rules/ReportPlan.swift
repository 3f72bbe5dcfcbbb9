/// A report that a message gets, decided when it is submitted.
package struct ReportPlan: Sendable, Equatable {
  /// One of these, each as likely as its weight among all; never empty.
  package var stats: [Weighted]
  /// How long after the message was sent on it falls due; a range is drawn from by the account's
  /// generator. Nil: the scenario's.
  package var after: ClosedRange<TimeSpan>?
  /// Due at once, and pushed before the submission is answered.
  package var isBeforeAnswer = false
  /// Under an id that no message has.
  package var hasUnknownID = false
  /// One for each segment of the text, not one for the message.
  package var isPerSegment = false

  /// A stat and how often it is drawn.
  package struct Weighted: Sendable, Equatable {
    /// Nil: no report comes.
    package var stat: String?
    /// Above zero.
    package var weight: Int
  }

  package init(stat: String?, after: ClosedRange<TimeSpan>? = nil) {
    stats = [Weighted(stat: stat, weight: 1)]
    self.after = after
  }

  /// How long a report takes where nobody says.
  package static let standardAfter = TimeSpan.seconds(1)...TimeSpan.seconds(1)

  /// DELIVRD after one second.
  package static let standard = ReportPlan(stat: "DELIVRD", after: standardAfter)
}

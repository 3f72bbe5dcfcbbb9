/// What a dialect's document advises its clients about when to call. Data that the dialect hands in.
package struct ClientAdvice: Sendable {
  package struct Pause: Sendable {
    package var span: TimeSpan
    /// Of the document, as in `001 §4.4`.
    package var section: String

    package init(_ span: TimeSpan, _ section: String) {
      self.span = span
      self.section = section
    }
  }

  /// The dialect's name.
  package var dialect: String
  /// Between two questions for the balance; nil where the document says nothing.
  package var betweenBalances: Pause?
  /// After a refusal because of too much at once; nil where the document says nothing.
  package var afterThrottle: Pause?
  /// Where the document says how reports are pulled; nil: it has no pull.
  package var pullSection: String?

  package init(
    dialect: String, pullSection: String? = nil, betweenBalances: Pause? = nil,
    afterThrottle: Pause? = nil
  ) {
    self.dialect = dialect
    self.pullSection = pullSection
    self.betweenBalances = betweenBalances
    self.afterThrottle = afterThrottle
  }
}

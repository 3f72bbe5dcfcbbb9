/// What the carrier must know of a dialect to decide as its document wants: where each of the
/// account's rules bites, and the document's own limits. Data that the dialect hands in.
package final class DialectPolicy: Sendable {
  /// Where a rule of the account bites.
  package enum Placement: Sendable, Equatable {
    /// The whole request is refused.
    case request
    /// The number is refused, the others go on.
    case number
    /// The number is accepted and charged, and its report has this stat.
    case report(stat: String)
    /// The dialect does not know this rule.
    case nowhere
  }

  package let name: String
  /// Most numbers in a request, unless the account says otherwise.
  package let maxRecipients: Int
  /// Most characters in a text, in UTF-16 units, unless the account says otherwise.
  package let maxLength: Int
  private let placements: [Condition: Placement]

  /// - Parameter placements: conditions that it does not name bite nowhere.
  package init(
    name: String, maxRecipients: Int, maxLength: Int, placements: [Condition: Placement]
  ) {
    self.name = name
    self.maxRecipients = maxRecipients
    self.maxLength = maxLength
    self.placements = placements
  }

  package func placement(of condition: Condition) -> Placement {
    placements[condition] ?? .nowhere
  }
}

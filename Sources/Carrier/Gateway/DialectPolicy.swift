/// What the carrier must know of a dialect to decide as its document wants: where each of the
/// account's rules bites, and the document's own limits. Data that the dialect hands in.
package final class DialectPolicy: Sendable {
  /// Where a rule of the account bites.
  package enum Placement: Sendable, Equatable {
    /// The whole request is refused.
    case request
    /// The number is refused, the others go on.
    case number
    /// The number is passed over, as if it had not been sent.
    case skip
    /// The number is accepted and charged, and its report has this stat.
    case report(stat: String)
    /// The dialect does not know this rule.
    case nowhere
  }

  /// The most of something that a request may have.
  package enum Limit: Sendable, Equatable {
    /// The document's own.
    case fixed(Int)
    /// The account's setting, or this where it has none.
    case account(standard: Int)
    /// A switch of the wire format.
    case wire(WireSwitch)
    case none
  }

  /// What an extno is in the document.
  package enum Extno: Sendable, Equatable {
    /// The access code itself: one of the account's, or longer.
    case accessCode
    /// Digits behind the access code, as many as the account's extno_digits.
    case digits
  }

  package let name: String
  /// Numbers in a request.
  package let maxRecipients: Limit
  /// Characters in a text, in UTF-16 units.
  package let maxLength: Limit
  package let extno: Extno
  /// Whether a wrong enterprise id is a wrong login.
  package let checksUserid: Bool
  /// Whether messages are charged to a product, and balances asked for as often as the account's
  /// balance_interval allows.
  package let hasProducts: Bool
  /// Whether it has a format to push reports and replies in.
  package let pushes: Bool
  /// Whether single numbers are refused, where the others go on.
  let refusesNumbers: Bool
  private let placements: [Condition: Placement]

  /// - Parameter placements: conditions that it does not name bite nowhere.
  package init(
    name: String, maxRecipients: Limit, maxLength: Limit, extno: Extno,
    checksUserid: Bool = false, hasProducts: Bool = false, pushes: Bool = false,
    placements: [Condition: Placement]
  ) {
    self.name = name
    self.maxRecipients = maxRecipients
    self.maxLength = maxLength
    self.extno = extno
    self.checksUserid = checksUserid
    self.hasProducts = hasProducts
    self.pushes = pushes
    self.placements = placements
    refusesNumbers = placements.values.contains(.number)
  }

  package func placement(of condition: Condition) -> Placement {
    placements[condition] ?? .nowhere
  }

  func refuses(_ condition: Condition) -> Bool {
    placement(of: condition) == .request
  }
}

extension DialectPolicy.Limit {
  /// Whether this is more than the limit.
  func isExceeded(by count: Int, setting: Int?, wire: WireSettings) -> Bool {
    switch self {
    case .fixed(let most): count > most
    case .account(let standard): count > setting ?? standard
    case .wire(let wireSwitch): count > wire[number: wireSwitch]
    case .none: false
    }
  }
}

/// One number's message, as the carrier has it.
public struct Message: Sendable, Equatable, Decodable, Identifiable {
  /// Its own delivery report.
  public struct Report: Sendable, Equatable, Decodable {
    /// For instance `DELIVRD`.
    public let stat: String
    /// When it falls due, by the scenario's clock: `2017-04-12 01:38:21`.
    public let due: String
    /// `pending`, `due`, `taken`, `pushed` or `failed`.
    public let state: String
  }

  /// Its number in the carrier, from 1; a later one has a greater one.
  public let id: Int64
  /// What names it on the wire: sixteen hexadecimal digits.
  public let mid: String
  /// What names its submission on the wire, in the dialects that have it.
  public let task: Int64
  public let account: String
  public let scenario: String
  /// The wire language it came in.
  public let dialect: String
  /// As sent.
  public let mobile: String
  /// The text, decoded.
  public let content: String
  /// The access code it is sent from, or the digits behind it.
  public let extno: String
  /// How many messages a handset would get and an account pays for.
  public let segments: Int
  /// In the account's own unit.
  public let price: Int64
  /// When it was, or will be, sent on, by the scenario's clock.
  public let at: String
  /// A condition's name or a code; nil: accepted.
  public let refusal: String?
  /// Nil: none comes.
  public let report: Report?
  /// `refused`, `scheduled`, `no_report`, or the state of its report.
  public let state: String
}

/// A delivery report, as the carrier has it.
public struct DeliveryReport: Sendable, Equatable, Decodable, Identifiable {
  public let id: Int64
  /// The ``Message/id`` of the message it is about.
  public let message: Int64
  /// What it says that it is about.
  public let mid: String
  public let account: String
  public let scenario: String
  public let mobile: String
  /// For instance `DELIVRD`.
  public let stat: String
  /// When it falls due, by the scenario's clock.
  public let due: String
  /// `pending`, `due`, `taken`, `pushed` or `failed`.
  public let state: String
}

/// A text of a handset (MO) that was sent to an account.
public struct Reply: Sendable, Equatable, Decodable, Identifiable {
  public let id: Int64
  /// What names it on the wire.
  public let mid: String
  public let account: String
  public let scenario: String
  public let mobile: String
  public let extno: String
  public let content: String
}

/// How an account stands.
public struct Account: Sendable, Equatable, Decodable {
  public let account: String
  public let scenario: String
  /// In the account's own unit.
  public let balance: Int64
  /// Numbers that have unsubscribed.
  public let unsubscribed: [String]
}

/// Something that fell due while a clock moved.
public struct FiredEvent: Sendable, Equatable, Decodable {
  /// `report`, `reply`, `send` or `push`.
  public let kind: String
  /// By the scenario's clock.
  public let at: String
  public let account: String
  public let mobile: String?
  public let stat: String?
}

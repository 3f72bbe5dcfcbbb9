/// What a scenario says of one account. Amounts are in the account's own unit; times of day and
/// dates are in the scenario's time zone.
package struct AccountSettings: Sendable, Equatable {
  package var account: String
  package var password = ""
  /// The enterprise id that two of the documents ask for; nil: any is taken.
  package var userid: String?
  package var isEnabled = true
  package var expires: LocalTime?
  package var interface = Interface.http
  /// Addresses that may call; empty: any.
  package var addresses: [AddressRange] = []
  package var billing = Billing.prepaid
  package var balance: Int64 = 100_000
  /// Per segment.
  package var price: Int64 = 1
  /// Per multimedia message.
  package var mmsPrice: Int64 = 1
  /// Products with balances of their own; the first is the default one. Empty: one product `1` on
  /// the account's balance.
  package var products: [Product] = []
  /// What an access code may be, exactly or as a prefix of it; empty: any.
  package var accessCodes: [String] = []
  package var extnoDigits = 10
  /// Nil: the dialect's own limit.
  package var maxRecipients: Int?
  /// Characters, in UTF-16 units; nil: the dialect's own limit.
  package var maxLength: Int?
  package var rate: Rate?
  package var balanceInterval: TimeSpan?
  /// Messages a calendar month.
  package var monthlyQuota: Int?
  package var perMobile: Rate?
  package var maxConnections: Int?
  package var hours: DailyHours?
  package var signature = SignaturePolicy.off
  /// Without their brackets.
  package var signatures: [String] = []
  package var keywords: [String] = []
  package var review: [TextPattern] = []
  /// Content allow list; empty: any.
  package var templates: [TextPattern] = []
  package var carriers: Set<MobileCarrier> = Set(MobileCarrier.allCases)
  package var permissions: Set<Permission> = Set(Permission.allCases)
  package var push: PushSettings?

  package enum Interface: String, Sendable, CaseIterable { case http, cmpp, soap }
  package enum Billing: String, Sendable, CaseIterable { case prepaid, postpaid }
  package enum SignaturePolicy: String, Sendable, CaseIterable { case off, required, registered }
  package enum Permission: String, Sendable, CaseIterable { case send, report, mo, mms }

  package struct Product: Sendable, Equatable {
    package var id: String
    package var balance: Int64
  }

  /// So many in so long, for instance `100/1s`.
  package struct Rate: Sendable, Equatable {
    package var count: Int
    package var window: TimeSpan
  }

  package init(account: String) {
    self.account = account
  }
}

/// Where an account's reports and replies are pushed to, and how.
package struct PushSettings: Sendable, Equatable {
  package var report: String?
  package var mo: String?
  /// The dialect whose push format is used; nil: the dialect the message was sent by.
  package var style: String?
  package var receiver = ""
  package var password = ""
  /// Nil: the format's own.
  package var method: Method?
  package var ack = Acknowledgement.ok
  package var retry = [TimeSpan.seconds(1), .seconds(5), .seconds(30)]
  package var timeout = TimeSpan.seconds(5)

  package enum Method: String, Sendable, CaseIterable { case get, post }
  package enum Acknowledgement: String, Sendable, CaseIterable { case ok, any }

  package init() {}
}

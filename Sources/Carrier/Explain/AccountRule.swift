/// The rules that an account has, in the order in which they are tried on a request and its numbers.
///
/// The raw values stand in databases: a new rule takes the next free one, wherever it stands here.
enum AccountRule: Int64, CaseIterable, Sendable {
  case credentials = 0
  case account = 1
  case password = 2
  case userid = 3
  case ip = 4
  case interface = 5
  case enabled = 6
  case expires = 7
  case connections = 8
  case permissions = 9
  case rate = 10
  case balanceInterval = 11
  case maxRecipients = 12
  case products = 13
  case mobile = 14
  case carriers = 15
  case segment = 16
  case blacklist = 17
  case unsubscribed = 18
  case accessCodes = 19
  case hours = 20
  case maxLength = 21
  case signature = 22
  case keywords = 23
  case review = 24
  case templates = 25
  case recipients = 26
  case monthlyQuota = 27
  case balance = 28
  case perMobile = 29

  /// As scenarios name it, where they do.
  var name: String {
    switch self {
    case .balanceInterval: "balance_interval"
    case .maxRecipients: "max_recipients"
    case .accessCodes: "access_codes"
    case .maxLength: "max_length"
    case .monthlyQuota: "monthly_quota"
    case .perMobile: "per_mobile"
    case let rule: "\(rule)"
    }
  }

  /// The rule that refuses a request or a number for this, or reports it; nil where none does.
  init?(finding condition: Condition) {
    switch condition {
    case .emptyCredentials: self = .credentials
    case .noSuchUser: self = .account
    case .wrongPassword: self = .password
    case .authFailed: self = .userid
    case .ipDenied: self = .ip
    case .wrongInterface: self = .interface
    case .accountDisabled: self = .enabled
    case .accountExpired: self = .expires
    case .tooManyConnections: self = .connections
    case .noPermission: self = .permissions
    case .tooFast: self = .rate
    case .tooManyRecipients: self = .maxRecipients
    case .noSuchProduct: self = .products
    case .noRecipients: self = .recipients
    case .monthlyQuota: self = .monthlyQuota
    case .badMobile: self = .mobile
    case .noRoute: self = .carriers
    case .badSegment: self = .segment
    case .blacklisted, .segmentBlacklist: self = .blacklist
    case .unsubscribed: self = .unsubscribed
    case .badAccessCode: self = .accessCodes
    case .outsideHours: self = .hours
    case .badLength: self = .maxLength
    case .badSignature: self = .signature
    case .keyword: self = .keywords
    case .reviewRejected: self = .review
    case .notWhitelisted: self = .templates
    case .insufficientBalance: self = .balance
    case .tooFrequent: self = .perMobile
    case _: return nil
    }
  }
}

/// A set of them, a bit each.
struct AccountRuleSet: Sendable, Equatable {
  private(set) var bits: Int64 = 0

  init(bits: Int64 = 0) {
    self.bits = bits
  }

  init(_ rules: [AccountRule]) {
    for rule in rules { insert(rule) }
  }

  mutating func insert(_ rule: AccountRule) {
    bits |= 1 << rule.rawValue
  }

  mutating func formUnion(_ other: AccountRuleSet) {
    bits |= other.bits
  }

  func contains(_ rule: AccountRule) -> Bool {
    bits & 1 << rule.rawValue != 0
  }

  var isEmpty: Bool { bits == 0 }
}

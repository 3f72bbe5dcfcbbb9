/// What a client wants of the carrier, translated from its dialect.
package final class Operation: Sendable {
  package let policy: DialectPolicy
  package let credentials: Credentials
  package let kind: Kind
  /// What the account must be allowed; nil: what the kind needs. For a defective one that is to be
  /// refused for lack of permission first.
  package let permission: AccountSettings.Permission?
  /// What rules know it by; nil: an action that no document has.
  package let name: Name?

  /// The operations that rules can tell apart.
  package enum Name: String, Sendable, CaseIterable {
    case send, p2p, balance, report, mo, keywords, password
  }

  package enum Kind: Sendable {
    case submit(Draft)
    case balance
    case takeReports(ReportPull)
    /// - Parameter limit: at most so many.
    case takeReplies(limit: Int)
    /// Whether a text holds one of the account's keywords.
    case checkKeywords(String)
    case changePassword(to: String)
    /// The dialect could not make sense of the request; whether that is said before the login is
    /// looked at, or after.
    case defective(Condition, afterLogin: Bool)
  }

  package init(
    _ name: Name?, policy: DialectPolicy, credentials: Credentials, kind: Kind,
    permission: AccountSettings.Permission? = nil
  ) {
    self.name = name
    self.policy = policy
    self.credentials = credentials
    self.kind = kind
    self.permission = permission
  }
}

/// Which reports a client wants.
package struct ReportPull: Sendable {
  package var media: Media
  /// At most so many.
  package var limit: Int
  /// Nil: of every task.
  package var task: Int64?

  package init(media: Media = .sms, limit: Int, task: Int64? = nil) {
    self.media = media
    self.limit = limit
    self.task = task
  }
}

/// The kinds of message, each with a queue of reports of its own.
package enum Media: Int64, Sendable {
  case sms = 0
  case mms = 1
}

/// Who says they are whom. Nil is what the request does not have.
package struct Credentials: Sendable {
  package var account: String?
  package var password: String?
  /// The enterprise id, in dialects that have one.
  package var userid: String?

  package init(account: String?, password: String?, userid: String? = nil) {
    self.account = account
    self.password = password
    self.userid = userid
  }
}

/// Who calls, and by which request.
package struct Caller: Sendable {
  package var address: CallerAddress
  /// The connection it calls by; never used twice in a process.
  package var connection: UInt64
  /// The number of the request, from 1; never used twice in a store.
  package var request: Int64

  package init(address: CallerAddress, connection: UInt64, request: Int64) {
    self.address = address
    self.connection = connection
    self.request = request
  }
}

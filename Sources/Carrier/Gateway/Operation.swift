/// What a client wants of the carrier, translated from its dialect.
package struct Operation: Sendable {
  package var policy: DialectPolicy
  /// Nil where the request has none, or not both.
  package var credentials: Credentials?
  package var kind: Kind

  package enum Kind: Sendable {
    case submit(Draft)
    case balance
    case takeReports(limit: Int)
    case takeReplies(limit: Int)
    /// The dialect could not make sense of the request.
    case defective(Condition)
  }

  package init(policy: DialectPolicy, credentials: Credentials?, kind: Kind) {
    self.policy = policy
    self.credentials = credentials
    self.kind = kind
  }
}

/// Who says they are whom.
package struct Credentials: Sendable {
  package var account: String
  package var password: String

  package init(account: String, password: String) {
    self.account = account
    self.password = password
  }
}

/// Texts to be sent, each to its numbers.
package struct Draft: Sendable {
  package struct Part: Sendable {
    package var content: String
    /// As sent; what is no mobile number is refused with the rest going on.
    package var mobiles: [String]

    package init(content: String, mobiles: [String]) {
      self.content = content
      self.mobiles = mobiles
    }
  }

  package var parts: [Part]
  /// Nil: the account's first access code.
  package var extno: String?

  package init(parts: [Part], extno: String?) {
    self.parts = parts
    self.extno = extno
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

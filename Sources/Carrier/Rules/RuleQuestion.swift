/// A request as rules look at it.
struct RuleQuestion {
  var dialect: String
  var operation: Operation.Name?
  var account: String
  /// The access code, or what a client appends to it; nil where nothing is sent.
  var extno: String?
  var parts: [Draft.Part]
  var time: LocalTime
}

extension RuleQuestion {
  init(_ operation: Operation, account: Account, at time: Instant) {
    dialect = operation.policy.name
    self.operation = operation.name
    self.account = account.settings.account
    self.time = account.world.localTime(of: time)
    switch operation.kind {
    case .submit(let draft):
      extno = account.extno(for: draft.extno, operation.policy.extno)
      parts = draft.parts
    case .checkKeywords(let content): parts = [.init(content: content, mobiles: [])]
    case .balance, .takeReports, .takeReplies, .changePassword, .defective: parts = []
    }
  }
}

/// A number as globs look at it: its eleven digits, or what was sent in place of them.
struct RuleNumber {
  let parsed: MobileNumber?
  let text: String

  init(_ sent: String) {
    parsed = MobileNumber(sent)
    if let parsed, sent.utf8.count > 11 {
      text = String(parsed.value)
    } else {
      text = sent
    }
  }
}

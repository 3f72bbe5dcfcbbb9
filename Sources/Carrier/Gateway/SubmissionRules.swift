/// Tries an account's rules on a draft, in the order they stand here, and puts what they find
/// where the dialect wants it.
struct SubmissionRules {
  let account: Account
  let policy: DialectPolicy
  let time: Instant

  /// The draft with every number's fate, or the condition that refuses the whole request.
  func decide(_ draft: Draft) -> Result<Submission, RequestRefusal> {
    let settings = account.settings
    let count = draft.parts.reduce(0) { $0 + $1.mobiles.count }
    guard count <= settings.maxRecipients ?? policy.maxRecipients else {
      return .failure(RequestRefusal(condition: .tooManyRecipients))
    }
    let extno = account.extno(for: draft.extno)
    let isOutsideHours = settings.hours.map { !$0.contains(account.world.localTime(of: time)) }
    var submission = Submission(extno: extno, parts: [])
    submission.parts.reserveCapacity(draft.parts.count)
    for part in draft.parts {
      let characters = Submission.characters(in: part.content)
      let segments = Submission.segments(of: characters)
      var textFindings = Findings(policy)
      if !account.allows(extno: extno) { textFindings.add(.badAccessCode) }
      if characters == 0 || characters > settings.maxLength ?? policy.maxLength {
        textFindings.add(.badLength)
      }
      if isOutsideHours ?? false { textFindings.add(.outsideHours) }
      if account.contentRules.lacksSignature(part.content) { textFindings.add(.badSignature) }
      if account.contentRules.holdsKeyword(part.content) { textFindings.add(.keyword) }
      if account.contentRules.isOutsideTemplates(part.content) {
        textFindings.add(.notWhitelisted)
      }
      var numbers: [Submission.Number] = []
      numbers.reserveCapacity(part.mobiles.count)
      for mobile in part.mobiles {
        let parsed = MobileNumber(mobile)
        var findings = Findings(policy)
        addNumberFindings(parsed, to: &findings)
        findings.add(textFindings)
        if let condition = findings.request {
          return .failure(RequestRefusal(condition: condition))
        }
        numbers.append(
          Submission.Number(
            mobile: mobile, parsed: parsed, refusal: findings.number, stat: findings.stat))
      }
      submission.parts.append(
        Submission.Part(
          content: part.content, segments: segments, price: settings.price * Int64(segments),
          numbers: numbers))
    }
    return .success(submission)
  }

  private func addNumberFindings(_ number: MobileNumber?, to findings: inout Findings) {
    guard let number else {
      findings.add(.badMobile)
      return
    }
    if let carrier = MobileCarrier.of(number) {
      if !account.settings.carriers.contains(carrier) { findings.add(.noRoute) }
    } else {
      findings.add(.badSegment)
    }
    if let condition = account.world.blacklisting(of: number) { findings.add(condition) }
    if account.isUnsubscribed(number, at: time) { findings.add(.unsubscribed) }
  }

  /// The first condition found for each place that a dialect can put one.
  private struct Findings {
    private let policy: DialectPolicy
    private(set) var request: Condition?
    private(set) var number: Condition?
    private(set) var stat: String?

    init(_ policy: DialectPolicy) {
      self.policy = policy
    }

    mutating func add(_ condition: Condition) {
      switch policy.placement(of: condition) {
      case .request: request = request ?? condition
      case .number: number = number ?? condition
      case .report(let stat): self.stat = self.stat ?? stat
      case .nowhere: break
      }
    }

    mutating func add(_ later: Findings) {
      request = request ?? later.request
      number = number ?? later.number
      stat = stat ?? later.stat
    }
  }
}

/// Why a whole request is refused. A business answer, never thrown.
struct RequestRefusal: Error {
  var condition: Condition
}

/// Tries an account's rules on a draft, in the order they stand here, and puts what they find
/// where the dialect wants it.
struct SubmissionRules {
  let account: Account
  let policy: DialectPolicy
  /// When it is submitted, by the scenario's clock.
  let time: Instant

  /// The draft with every number's fate, or why the whole request is refused.
  func decide(_ draft: Draft, _ trace: inout DecisionTrace) -> Result<Submission, Refusal> {
    let settings = account.settings
    let wire = account.world.scenario.wire
    let count = draft.parts.reduce(0) { $0 + $1.mobiles.count }
    trace.passes(.maxRecipients)
    if policy.maxRecipients.isExceeded(
      by: count, setting: settings.maxRecipients, wire: wire)
    {
      return .failure(Refusal(.tooManyRecipients))
    }
    if policy.hasProducts { trace.passes(.products) }
    guard let wallet = policy.hasProducts ? account.wallet(for: draft.product) : .account else {
      return .failure(Refusal(.noSuchProduct))
    }
    let sendsAt = draft.sendTime.map { max(time, account.world.instant(of: $0)) } ?? time
    let extno = account.extno(for: draft.extno, policy.extno)
    trace.passes(account.textRules)
    var draftFindings = Findings()
    if !account.allows(extno: extno, policy.extno) { draftFindings.add(.badAccessCode, policy) }
    if let hours = settings.hours, !hours.contains(account.world.localTime(of: sendsAt)) {
      draftFindings.add(.outsideHours, policy)
    }
    let media = draft.media
    var submission = Submission(extno: extno, sendsAt: sendsAt, wallet: wallet, parts: [])
    submission.parts.reserveCapacity(draft.parts.count)
    for part in draft.parts {
      var findings = draftFindings
      let characters = Submission.characters(in: part.content)
      let isTooLong = policy.maxLength.isExceeded(
        by: characters, setting: settings.maxLength, wire: wire)
      if media == .sms, characters == 0 || isTooLong { findings.add(.badLength, policy) }
      for condition in account.contentRules.conditions(of: part.content) {
        findings.add(condition, policy)
      }
      var numbers: [Submission.Number] = []
      numbers.reserveCapacity(part.mobiles.count)
      for mobile in part.mobiles {
        let parsed = MobileNumber(mobile)
        var all = numberFindings(parsed)
        all.add(findings)
        guard !all.isSkipped else { continue }
        if let condition = all.request { return .failure(refusal(condition, part)) }
        numbers.append(
          Submission.Number(
            mobile: mobile, parsed: parsed, refusal: all.number.map { .condition($0) },
            stat: all.report.flatMap(stat), findings: all.forNumber))
      }
      let segments = media == .sms ? Submission.segments(of: characters) : 1
      let price =
        media == .sms ? settings.price * Int64(segments) : settings.mmsPrice
      submission.parts.append(
        Submission.Part(content: part.content, segments: segments, price: price, numbers: numbers))
    }
    return wholeRequest(submission, &trace)
  }

  /// What is decided of all the numbers together.
  private func wholeRequest(
    _ submission: Submission, _ trace: inout DecisionTrace
  ) -> Result<Submission, Refusal> {
    trace.passes(.recipients)
    guard submission.parts.contains(where: { !$0.numbers.isEmpty }) else {
      return .failure(Refusal(.noRecipients))
    }
    if account.settings.monthlyQuota != nil, policy.refuses(.monthlyQuota) {
      trace.passes(.monthlyQuota)
      let exceeds = account.exceedsQuota(
        submission.acceptedNumbers, at: account.world.localTime(of: time))
      if exceeds { return .failure(Refusal(.monthlyQuota)) }
    }
    trace.passes(.balance)
    if !account.covers(submission.cost, from: submission.wallet),
      policy.refuses(.insufficientBalance)
    {
      return .failure(Refusal(.insufficientBalance))
    }
    return .success(submission)
  }

  private func refusal(_ condition: Condition, _ part: Draft.Part) -> Refusal {
    guard condition == .keyword else { return Refusal(condition) }
    return Refusal(.keyword, words: account.contentRules.keywordsFound(in: part.content))
  }

  private func stat(of condition: Condition) -> String? {
    guard case .report(let stat) = policy.placement(of: condition) else { return nil }
    return stat
  }

  private func numberFindings(_ number: MobileNumber?) -> Findings {
    var findings = Findings()
    guard let number else {
      findings.add(.badMobile, policy)
      return findings
    }
    if let carrier = MobileCarrier.of(number) {
      if !account.reaches(carrier) { findings.add(.noRoute, policy) }
    } else {
      findings.add(.badSegment, policy)
    }
    if let condition = account.world.blacklisting(of: number) { findings.add(condition, policy) }
    if account.isUnsubscribed(number, at: time) { findings.add(.unsubscribed, policy) }
    return findings
  }

  /// The first condition found for each place that a dialect can put one.
  private struct Findings {
    private(set) var request: Condition?
    private(set) var number: Condition?
    /// Whose stat the report has.
    private(set) var report: Condition?
    private(set) var isSkipped = false
    /// Rules that objected in a place that the dialect has for them.
    private var objections = AccountRuleSet()

    mutating func add(_ condition: Condition, _ policy: DialectPolicy) {
      switch policy.placement(of: condition) {
      case .request: request = request ?? condition
      case .number: number = number ?? condition
      case .skip: isSkipped = true
      case .report: report = report ?? condition
      case .nowhere: return
      }
      if let rule = AccountRule(finding: condition) { objections.insert(rule) }
    }

    /// Of a number that stays in the request.
    var forNumber: NumberFindings {
      guard !objections.isEmpty else { return NumberFindings() }
      var findings = NumberFindings()
      findings.objections = objections
      findings.decider = (number ?? report).flatMap { AccountRule(finding: $0) }
      return findings
    }

    mutating func add(_ later: Findings) {
      request = request ?? later.request
      number = number ?? later.number
      report = report ?? later.report
      isSkipped = isSkipped || later.isSkipped
      objections.formUnion(later.objections)
    }
  }
}

extension Gateway {
  /// Decides, charges and stores a draft.
  func submit(
    _ draft: Draft, from account: Account, _ policy: DialectPolicy, _ caller: Caller,
    _ time: Instant
  ) throws -> Outcome {
    let rules = SubmissionRules(account: account, policy: policy, time: time)
    let submission: Submission
    switch rules.decide(draft) {
    case .success(let decided): submission = decided
    case .failure(let refusal): return .refused(refusal)
    }
    noteChange(of: account, by: caller)
    let head = SubmissionHead(
      account: account.id, request: caller.request, dialect: policy.name,
      task: account.nextTask(), at: submission.sendsAt, extno: submission.extno,
      media: draft.media)
    var numbers: [Receipt.Number] = []
    for part in submission.parts {
      let rows = part.numbers.map {
        settle($0, part, submission, account, policy, time, wantsReport: draft.wantsReport)
      }
      let row = try store.insert(
        head, content: part.content, segments: part.segments, price: part.price, messages: rows)
      if let multimedia = draft.multimedia { try store.insert(multimedia, submission: row) }
      for row in rows {
        numbers.append(Receipt.Number(id: row.id, mobile: row.mobile, refusal: row.refusal))
      }
    }
    if account.settings.monthlyQuota != nil {
      account.countTowardsQuota(
        numbers.count { $0.refusal == nil }, at: account.world.localTime(of: time))
    }
    let balance = account.balance(of: submission.wallet)
    return .submitted(Receipt(task: head.task, numbers: numbers, balance: balance))
  }

  /// Charges one number, and plans its report.
  private func settle(
    _ number: Submission.Number, _ part: Submission.Part, _ submission: Submission,
    _ account: Account, _ policy: DialectPolicy, _ time: Instant, wantsReport: Bool
  ) -> MessageRow {
    let id = account.nextMessageID()
    var row = MessageRow(id: id, mobile: number.mobile, refusal: number.refusal)
    if row.refusal == nil, !account.covers(part.price, from: submission.wallet) {
      row.refusal = .insufficientBalance
    }
    guard row.refusal == nil else { return row }
    account.charge(part.price, to: submission.wallet)
    let plan = account.world.scenario.report
    let frequencyStat = countTowardsFrequency(number, account, policy, time)
    row.stat = number.stat ?? frequencyStat ?? plan.stat
    if row.stat != nil, wantsReport {
      row.due = submission.sendsAt + account.draw(from: plan.after)
    }
    return row
  }

  /// The stat of what is sent to one number too often.
  private func countTowardsFrequency(
    _ number: Submission.Number, _ account: Account, _ policy: DialectPolicy, _ time: Instant
  ) -> String? {
    guard account.frequency != nil, let parsed = number.parsed,
      case .report(let stat) = policy.placement(of: .tooFrequent)
    else { return nil }
    return account.frequency?.admit(parsed, at: time) == false ? stat : nil
  }
}

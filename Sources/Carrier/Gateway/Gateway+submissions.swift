extension Gateway {
  /// Decides, charges and stores a draft.
  func submit(
    _ draft: Draft, from account: Account, _ policy: DialectPolicy, _ reactions: Reactions,
    _ caller: Caller, _ time: Instant, _ trace: inout DecisionTrace
  ) throws -> Outcome {
    let rules = SubmissionRules(account: account, policy: policy, time: time)
    let submission: Submission
    switch rules.decide(draft, &trace) {
    case .success(let decided): submission = decided
    case .failure(let refusal):
      trace.refuses(AccountRule(finding: refusal.condition))
      return .refused(refusal)
    }
    noteChange(of: account, by: caller)
    let head = SubmissionHead(
      account: account.id, request: caller.request, dialect: policy.name,
      task: account.nextTask(), at: submission.sendsAt,
      submittedAt: submission.sendsAt > time ? time : nil, extno: submission.extno,
      media: draft.media, triedRules: trace.tried, rules: trace.rules.packed)
    var settlement = Settlement(
      submission, account: account, policy: policy, reactions: reactions, time: time,
      wantsReport: draft.wantsReport)
    var numbers: [Receipt.Number] = []
    numbers.reserveCapacity(submission.parts.reduce(0) { $0 + $1.numbers.count })
    var notes: [SubmissionNote.Part] = []
    notes.reserveCapacity(submission.parts.count)
    for part in submission.parts {
      let rows = part.numbers.map { settlement.settle($0, part) }
      notes.append(
        SubmissionNote.Part(
          content: part.content, segments: part.segments, price: part.price,
          firstRow: store.newestMessage + 1, rows: rows))
      let row = try store.insert(
        head, content: part.content, segments: part.segments, price: part.price, messages: rows)
      if let multimedia = draft.multimedia { try store.insert(multimedia, submission: row) }
      for row in rows {
        numbers.append(Receipt.Number(id: row.id, mobile: row.mobile, refusal: row.refusal))
      }
    }
    happenings.append(.submitted(SubmissionNote(head, notes, of: account, at: time)))
    for id in settlement.awaitedReports {
      awaitedPushes.await(id, of: caller.request, in: account.world.identity)
    }
    if let due = settlement.earliestPush { pushDesk.note(.report, of: account.id, due: due) }
    for reply in settlement.replies { try store(reply, for: account, policy, time) }
    account.countTowardsQuota(
      numbers.count { $0.refusal == nil }, at: account.world.localTime(of: time))
    let balance = account.balance(of: submission.wallet)
    return .submitted(Receipt(task: head.task, numbers: numbers, balance: balance))
  }
}

/// Settles a submission's numbers, one after the other: the charge, the reports that will come, and
/// what the handset answers.
struct Settlement {
  private let account: Account
  private let policy: DialectPolicy
  private let submission: Submission
  private let reactions: Reactions
  private let time: Instant
  private let wantsReport: Bool
  /// Replies that handsets will send, in the order of the numbers.
  private(set) var replies: [PlannedReply] = []
  /// Reports that are to be pushed before the answer.
  private(set) var awaitedReports: [MessageID] = []
  /// When the first report falls due that is to be pushed.
  private(set) var earliestPush: Instant?

  struct PlannedReply {
    var mobile: String
    var content: String
    var extno: String
    var due: Instant
  }

  init(
    _ submission: Submission, account: Account, policy: DialectPolicy, reactions: Reactions,
    time: Instant, wantsReport: Bool
  ) {
    self.submission = submission
    self.account = account
    self.policy = policy
    self.reactions = reactions
    self.time = time
    self.wantsReport = wantsReport
  }

  /// - Parameter head: of the submission, as it goes to the store.
  mutating func settle(_ number: Submission.Number, _ part: Submission.Part) -> MessageRow {
    var row = MessageRow(
      id: account.nextMessageID(), mobile: number.mobile, refusal: number.refusal,
      findings: number.findings)
    let reaction =
      reactions.hasNumberReactions
      ? reactions.reaction(to: RuleNumber(number.mobile), part.content) : nil
    if row.refusal == nil, let result = reaction?.result { row.refusal = result.numberRefusal }
    if row.refusal == nil, !account.covers(part.price, from: submission.wallet) {
      row.refusal = .condition(.insufficientBalance)
      row.findings.decide(.balance)
    }
    guard row.refusal == nil else { return row }
    account.charge(part.price, to: submission.wallet)
    var stat = number.stat
    if stat == nil {
      stat = countTowardsFrequency(number)
      if stat != nil { row.findings.decide(.perMobile) }
    }
    plan(reaction, stat: stat, segments: part.segments, into: &row)
    if let reply = reaction?.reply { plan(reply, to: number) }
    return row
  }

  /// The reports that will come: what a rule says, else what the account's rules found, else what
  /// the scenario says.
  private mutating func plan(
    _ reaction: Reaction?, stat: String?, segments: Int, into row: inout MessageRow
  ) {
    let standard = account.world.scenario.reports
    if let reports = reaction?.reports {
      for report in reports { plan(report, segments, reaction?.push, into: &row) }
    } else if let stat {
      let report = ReportPlan(stat: stat, after: standard.first?.after)
      plan(report, segments, reaction?.push, into: &row)
    } else {
      for report in standard { plan(report, segments, reaction?.push, into: &row) }
    }
  }

  private mutating func plan(
    _ report: ReportPlan, _ segments: Int, _ push: PushPlan?, into row: inout MessageRow
  ) {
    for _ in 0..<(report.isPerSegment ? segments : 1) {
      guard let stat = account.drawStat(of: report) else { continue }
      guard wantsReport else {
        row.stat = row.stat ?? stat
        continue
      }
      let after = report.after ?? account.world.scenario.reportAfter
      let due =
        report.isBeforeAnswer
        ? time : submission.sendsAt + account.draw(from: after)
      let route = account.reportRoute(policy, push)
      var planned = MessageCopy(id: row.id, stat: stat, due: due, route: route)
      if report.hasUnknownID {
        (planned.id, planned.task) = (account.nextMessageID(), account.nextTask())
      }
      if report.hasUnknownID || row.due != nil {
        row.copies.append(planned)
      } else {
        (row.stat, row.due, row.route) = (stat, due, route)
      }
      guard route != .pull else { continue }
      if route != .held { earliestPush = min(due, earliestPush ?? due) }
      if push == .duplicate { row.copies.append(planned) }
      if report.isBeforeAnswer, route == .push { awaitedReports.append(planned.id) }
    }
  }

  private mutating func plan(_ reply: ReplyPlan, to number: Submission.Number) {
    replies.append(
      PlannedReply(
        mobile: reply.mobile ?? number.mobile, content: reply.content,
        extno: reply.extno ?? submission.extno,
        due: submission.sendsAt + account.draw(from: reply.after)))
  }

  /// The stat of what is sent to one number too often.
  private func countTowardsFrequency(_ number: Submission.Number) -> String? {
    guard account.frequency != nil, let parsed = number.parsed,
      case .report(let stat) = policy.placement(of: .tooFrequent)
    else { return nil }
    return account.frequency?.admit(parsed, at: time) == false ? stat : nil
  }
}

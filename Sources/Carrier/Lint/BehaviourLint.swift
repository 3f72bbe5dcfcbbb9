/// Finds what a client does wrong over several requests: fed with each, it answers what that one shows.
///
/// Remembers ``mostAccounts`` accounts, each by a few hundred bytes, and the newest messages in a table
/// of 2 MB (``SentTable``) which is made with the first.
package final class BehaviourLint {
  package static let mostAccounts = 1024
  /// In bytes; what is longer is no account's name.
  static let longestAccount = 64
  /// Of a request with more numbers only the first so many are looked at.
  package static let mostNumbers = 10_000

  private static let minute = TimeSpan.seconds(60)
  private static let standardPause = ClientAdvice.Pause(.seconds(1), "-")
  /// Sends that may be under way when the throttle's answer arrives are no sign of haste.
  private static let mostHurriedSends = 4
  /// Empty pulls in a row, each within ``pullPause`` of the one before, that make a loop.
  private static let mostEmptyPulls = 9
  private static let pullPause = TimeSpan.seconds(1)

  private let advice: [ClientAdvice]
  private var trails: [String: ClientTrail] = [:]
  private var sent = SentTable()
  private var trailsMade: UInt64 = 0
  private var calls: UInt64 = 0
  private var callsBeforeTurn: UInt64 = 0

  /// - Parameter advice: of the dialects that have any.
  package init(_ advice: [ClientAdvice] = []) {
    self.advice = advice
  }

  /// Looks at a request that was carried out.
  ///
  /// - Parameters:
  ///   - setting: where it was; nil: nowhere, as there is no world.
  ///   - found: told each finding.
  package func note(
    _ operation: Operation, _ outcome: Outcome, _ setting: Decision.Setting?, request: Int64,
    _ found: (LintFinding) -> Void
  ) {
    guard let account = operation.credentials.account,
      account.utf8.count <= Self.longestAccount, let setting
    else { return }
    let call = Call(
      trail: trail(of: account, setting), operation: operation, moment: Moment(setting),
      request: request)
    var findings: [LintFinding] = []
    switch outcome {
    case .submitted(let receipt):
      noteThrottle(call, nil, &findings)
      if receipt.numbers.first?.refusal != nil, let refusal = receipt.refusalOfAll {
        noteRefusal(call, refusal, &findings)
      }
      noteMessages(call, receipt, &findings)
    case .balance: noteBalance(call, &findings)
    case .reports(let reports, _):
      notePull(
        call, isEmpty: reports.isEmpty, &call.trail.emptyReportPulls, "report", &findings)
    case .replies(let replies, _):
      notePull(call, isEmpty: replies.isEmpty, &call.trail.emptyReplyPulls, "MO", &findings)
    case .refused(let refusal):
      noteThrottle(call, refusal.condition, &findings)
      if operation.name == .balance, refusal.condition == .tooFast { noteBalance(call, &findings) }
      noteRefusal(call, refusal.condition, &findings)
    case .keywordsAbsent, .passwordChanged: break
    }
    for finding in findings { found(finding) }
  }

  /// Forgets all that the clients did who are noted since ``endTurn()``: what they asked for is not
  /// kept, and they have to ask again.
  func abandonTurn() {
    let callsBefore = callsBeforeTurn
    trails = trails.filter { $0.value.lastCall <= callsBefore }
  }

  /// What was noted is kept.
  func endTurn() {
    callsBeforeTurn = calls
  }

  private struct Call {
    let trail: ClientTrail
    let operation: Operation
    let moment: Moment
    let request: Int64

    func finding(
      _ rule: LintRule, section: String = "-", _ sight: LintFinding.Sight, advice: String? = nil
    ) -> LintFinding {
      LintFinding(
        rule, .warning, dialect: operation.policy.name, section: section, request: request, sight,
        advice: advice)
    }
  }

  private func noteBalance(_ call: Call, _ findings: inout [LintFinding]) {
    let dialect = call.operation.policy.name
    guard let pause = advice(of: dialect)?.betweenBalances else { return }
    let trail = call.trail
    let known = trail.balances.firstIndex { $0.dialect == dialect }
    if let known {
      let last = trail.balances[known]
      let ago = call.moment.elapsed(since: last.at)
      if ago < pause.span {
        findings.append(
          call.finding(
            .balancePolled, section: pause.section,
            .again("the balance", after: ago, request: last.request)))
      }
      trail.balances[known] = (dialect, call.moment, call.request)
    } else {
      trail.balances.append((dialect, call.moment, call.request))
    }
  }

  private func noteThrottle(
    _ call: Call, _ refusal: Condition?, _ findings: inout [LintFinding]
  ) {
    guard call.operation.isSend else { return }
    let trail = call.trail
    if let throttledAt = trail.throttledAt {
      let pause = advice(of: call.operation.policy.name)?.afterThrottle ?? Self.standardPause
      if call.moment.elapsed(since: throttledAt) < pause.span {
        trail.hurriedSends += 1
        if trail.hurriedSends > Self.mostHurriedSends {
          findings.append(
            call.finding(
              .ignoredThrottle, section: pause.section,
              .times(
                trail.hurriedSends,
                "sends in a row, each within \(pause.span.milliseconds / 1000) s of a throttle")))
        }
      } else {
        trail.hurriedSends = 0
        trail.throttledAt = nil
      }
    }
    if refusal?.remedy == .pause { trail.throttledAt = call.moment }
  }

  private func notePull(
    _ call: Call, isEmpty: Bool, _ pulls: inout ClientTrail.EmptyPulls, _ what: String,
    _ findings: inout [LintFinding]
  ) {
    let isSoon = pulls.last.map { call.moment.elapsed(since: $0) < Self.pullPause } ?? false
    pulls.count = !isEmpty ? 0 : isSoon ? pulls.count + 1 : 1
    pulls.last = call.moment
    if pulls.count > Self.mostEmptyPulls {
      findings.append(
        call.finding(
          .emptyPulls, .times(pulls.count, "\(what) pulls in a row found nothing, no second apart"))
      )
    }
  }

  private func noteRefusal(
    _ call: Call, _ condition: Condition, _ findings: inout [LintFinding]
  ) {
    let trail = call.trail
    guard let fingerprint = call.operation.fingerprint(of: condition, seed: trail.seed) else {
      return
    }
    if let last = trail.refusals.first(where: { $0.fingerprint == fingerprint }) {
      let ago = call.moment.elapsed(since: last.at)
      if ago < Self.minute {
        findings.append(
          call.finding(
            .retriedRefusal,
            .again(condition.rawValue, about: " again", after: ago, request: last.request)))
      }
    }
    trail.remember(.init(fingerprint: fingerprint, at: call.moment, request: call.request))
  }

  private func noteMessages(_ call: Call, _ receipt: Receipt, _ findings: inout [LintFinding]) {
    guard case .submit(let draft) = call.operation.kind else { return }
    var first: (mobile: String, ago: TimeSpan, request: Int64)?
    var left = Self.mostNumbers
    var index = 0
    for part in draft.parts {
      var text = Fingerprint(seed: call.trail.seed)
      text.add(part.content)
      if let multimedia = draft.multimedia { text.add(multimedia) }
      for mobile in part.mobiles {
        guard left > 0 else { break }
        left -= 1
        // Numbers that were passed over leave the receipt shorter: then none is known to be refused.
        let isRefused =
          index < receipt.numbers.count && receipt.numbers[index].mobile == mobile
          && receipt.numbers[index].refusal != nil
        index += 1
        guard !isRefused else { continue }
        var message = text
        if let number = MobileNumber(mobile) {
          message.add(number.value)
        } else {
          message.add(mobile)
        }
        if let last = sent.note(
          message, at: call.moment, request: call.request, within: Self.minute), first == nil
        {
          first = (mobile, last.ago, last.request)
        }
      }
    }
    guard let first else { return }
    findings.append(
      call.finding(
        .sentTwice,
        .again(
          "the same text to ", about: first.mobile, after: first.ago, request: first.request)))
  }

  private func advice(of dialect: String) -> ClientAdvice? {
    advice.first { $0.dialect == dialect }
  }

  /// An account of a world that is new starts anew, too.
  private func trail(of account: String, _ setting: Decision.Setting) -> ClientTrail {
    calls += 1
    if let trail = trails[account], trail.world == setting.world {
      trail.lastCall = calls
      return trail
    }
    if trails.count >= Self.mostAccounts { forgetTheOlderHalf() }
    trailsMade += 1
    var seed = Fingerprint(seed: trailsMade)
    seed.add(account)
    let trail = ClientTrail(seed: seed.value, in: setting.world, lastCall: calls)
    trails[account] = trail
    return trail
  }

  /// Half at once, so that a flood of names costs no search for each of them.
  private func forgetTheOlderHalf() {
    let kept = trails.sorted { $0.value.lastCall > $1.value.lastCall }.prefix(Self.mostAccounts / 2)
    trails = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
  }
}

@available(*, unavailable)
extension BehaviourLint: Sendable {}

extension Receipt {
  /// Why all numbers are refused, where there is one reason.
  fileprivate var refusalOfAll: Condition? {
    guard case .condition(let condition) = numbers.first?.refusal,
      numbers.allSatisfy({ $0.refusal == .condition(condition) })
    else { return nil }
    return condition
  }
}

extension Operation {
  fileprivate var isSend: Bool { name == .send || name == .p2p }

  /// What must differ before the request can go well; nil where that is nothing, or not known: of a
  /// request that made no sense the carrier has no more than that.
  fileprivate func fingerprint(of condition: Condition, seed: UInt64) -> Fingerprint? {
    var fingerprint = Fingerprint(seed: seed)
    fingerprint.add(policy.name)
    fingerprint.add(credentials.password ?? "")
    fingerprint.add(credentials.userid ?? "")
    switch condition.remedy {
    case .pause, .patience: return nil
    case .otherLogin: return fingerprint
    case .change: break
    }
    fingerprint.add(name?.rawValue ?? "")
    switch kind {
    case .submit(let draft): fingerprint.add(draft)
    case .balance, .takeReports, .takeReplies: break
    case .checkKeywords: return nil
    case .changePassword(let password): fingerprint.add(password)
    case .defective: return nil
    }
    return fingerprint
  }
}

extension Fingerprint {
  fileprivate mutating func add(_ draft: Draft) {
    add(draft.extno ?? "")
    add(draft.product ?? "")
    for part in draft.parts {
      add(part.content)
      for mobile in part.mobiles { add(mobile) }
    }
    if let multimedia = draft.multimedia { add(multimedia) }
  }

  fileprivate mutating func add(_ multimedia: Multimedia) {
    for part in multimedia.frames.flatMap(\.parts) {
      add(UInt64(part.data.count))
      part.data.withUnsafeBytes { add($0) }
    }
  }
}

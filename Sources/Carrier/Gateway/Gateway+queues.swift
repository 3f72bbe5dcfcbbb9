extension Gateway {
  /// Hands out the reports that are due, once, with the balance as it stands.
  func takeReports(
    of account: Account, _ pull: ReportPull, _ caller: Caller, _ time: Instant
  ) throws -> Outcome {
    let taken = try store.takeReports(
      of: account.id, pull, dueBy: time, request: caller.request)
    if !taken.isEmpty {
      noteChange(of: account, by: caller)
      happenings.append(
        .reportsTaken(
          ReportsNote(
            occasion: Occasion(account, at: time), request: caller.request, count: taken.count,
            reports: taken)))
    }
    let reports = taken.map { DeliveryReport($0, in: account.world) }
    return .reports(reports, account.statement)
  }

  /// Hands out the replies that are due, once.
  func takeReplies(
    of account: Account, _ limit: Int, _ caller: Caller, _ time: Instant
  ) throws -> Outcome {
    let taken = try store.takeReplies(
      of: account.id, dueBy: time, limit: limit, request: caller.request)
    if !taken.isEmpty {
      noteChange(of: account, by: caller)
      happenings.append(
        .repliesTaken(
          RepliesNote(
            occasion: Occasion(account, at: time), request: caller.request, count: taken.count,
            replies: taken)))
    }
    let replies = taken.map { Reply($0, in: account.world) }
    return .replies(replies, account.statement)
  }

  /// Lets a handset answer (MO): the text waits for the account from `after` on. `TD`, `T` and
  /// `退订` also unsubscribe the number from the account.
  ///
  /// - Parameter extno: the access code it is sent to; nil: the account's first.
  /// - Returns: what was stored, or nil if there is no such account.
  package func addReply(
    to accountName: String, from mobile: MobileNumber, as sentMobile: String, extno: String?,
    content: String, after: TimeSpan, now: Instant
  ) throws -> ReplyItem? {
    try recover(now)
    guard let account = directory[accountName] else { return nil }
    let time = account.world.time(at: now)
    let due = time + after
    changedAccounts[account.id] = account
    let extno = account.extno(for: extno, .accessCode)
    try insertReply(
      to: account, from: mobile, as: sentMobile, extno: extno, content: content, dialect: nil,
      at: time, due: due)
    var newest = ListFilter()
    newest.account = accountName
    return try replies(newest, ListWindow(limit: 1, total: 1), now: now).items.first
  }

  /// What a rule lets a handset answer to a message.
  func store(
    _ reply: Settlement.PlannedReply, for account: Account, _ policy: DialectPolicy,
    _ time: Instant
  ) throws {
    try insertReply(
      to: account, from: MobileNumber(reply.mobile), as: reply.mobile, extno: reply.extno,
      content: reply.content, dialect: policy.name, at: time, due: reply.due)
  }

  private func insertReply(
    to account: Account, from mobile: MobileNumber?, as sentMobile: String, extno: String,
    content: String, dialect: String?, at time: Instant, due: Instant
  ) throws {
    let id = account.nextMessageID()
    let row = try store.insertReply(
      account: account.id, id: id, mobile: sentMobile, extno: extno, content: content, at: time,
      due: due, dialect: dialect, route: account.replyRoute)
    happenings.append(
      .replied(
        ReplyNote(
          occasion: Occasion(account, at: time), id: row, mid: id, mobile: sentMobile,
          extno: extno, content: content, due: due)))
    if account.replyRoute != .pull { pushDesk.note(.reply, of: account.id, due: due) }
    if let mobile, Unsubscription.isAsked(by: content) {
      account.unsubscribe(mobile, from: due)
      try store.saveUnsubscription(of: mobile, from: account, since: due)
    }
  }
}

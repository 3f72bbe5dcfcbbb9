extension Gateway {
  /// Whether something may be due to be pushed that was not when ``takeDuePushes(in:now:)`` last
  /// looked. It costs nothing to ask.
  package var hasPushNews: Bool { pushDesk.hasNews }

  /// The pushes that are to be made now, and those under way that are to be dropped, as their world
  /// has ended. To be asked once the turn is stored. Each push made ends in
  /// ``settlePush(_:_:now:)``; what is under way when the process dies is pushed again.
  ///
  /// - Parameter styles: of every dialect that pushes; the first is for replies to no message, where
  ///   the account names none.
  package func takeDuePushes(
    in styles: [PushStyle], now: Instant
  ) throws -> (made: [DuePush], dropped: [PushID]) {
    guard !isFailing else { return ([], []) }
    var dropped: [PushID] = []
    if pushDesk.areQueuesStale {
      dropped = pushDesk.replaceQueues(
        by: try pushQueues(), liveWorlds: Set(worlds.map(\.identity)))
    }
    pushDesk.markSeen()
    var made: [DuePush] = []
    for index in pushDesk.candidates {
      guard !pushDesk.isFull else { break }
      let queue = pushDesk.queues[index]
      let time = queue.account.world.time(at: now)
      guard queue.mayBeDue(at: time), pushDesk.hasPlace(index) else { continue }
      if let push = try takePush(of: index, styles, time) { made.append(push) }
    }
    return (made, dropped)
  }

  /// How long it takes until ``takeDuePushes(in:now:)`` may have something by the clocks alone; nil:
  /// for ever.
  package func nextPush(now: Instant) -> TimeSpan? {
    pushDesk.nextWake(at: now)
  }

  /// Stores how an attempt ended; with the turn's commit it is so. Of a world that has ended nothing is
  /// stored. Should the turn fail, the push counts as not made and will be made again.
  ///
  /// - Returns: what its receiver has seen of it; nil where its world has ended.
  @discardableResult
  package func settlePush(
    _ id: PushID, _ attempt: PushAttempt, now: Instant
  ) throws -> SettledPush? {
    guard let flight = pushDesk.end(id) else { return nil }
    try recover(now)
    guard let account = directory[flight.account], account.world.identity == flight.world else {
      return nil
    }
    let time = account.world.time(at: now)
    let retry = account.settings.push?.retry ?? []
    let isLast =
      attempt.isAcknowledged || flight.attemptsBefore >= retry.count || flight.rows.isEmpty
    pushTally.note(attempt, isRetry: flight.attemptsBefore > 0, isLast: isLast)
    let settlement = PushSettlement(
      push: flight.push, account: account.id, url: flight.queue.url, style: flight.style,
      rows: flight.rows, number: flight.attemptsBefore + 1, startedAt: flight.startedAt,
      endedAt: time, nextAt: isLast ? nil : time + retry[flight.attemptsBefore],
      attempt: attempt, overtaken: flight.overtaken)
    let push = try store.settle(settlement)
    happenings.append(
      .pushed(
        PushNote(settlement, push, flight.items, occasion: Occasion(account, at: time))))
    for report in flight.reports {
      guard let request = awaitedPushes.noteAttempt(of: report, in: flight.world) else { continue }
      releasedRequests.append(request)
    }
    return SettledPush(
      style: flight.style, scenario: account.world.scenario.name, attempt,
      isFirst: flight.attemptsBefore == 0, isLast: isLast)
  }

  /// The requests whose answers waited for pushes that have now been tried. To be asked once the turn
  /// is stored.
  package func takeReleasedRequests() -> [Int64] {
    defer { releasedRequests.removeAll(keepingCapacity: true) }
    return releasedRequests
  }

  /// Lets go the pushes that rules hold (`push: hold`).
  ///
  /// - Parameters:
  ///   - scenario: nil: of all.
  ///   - account: nil: of all.
  /// - Returns: how many reports that were.
  package func releasePushes(
    scenario: String? = nil, account: String? = nil, now: Instant
  ) throws -> Int {
    try recover(now)
    let accounts = worlds(named: scenario).flatMap(\.accounts)
      .filter { account == nil || $0.settings.account == account }
    let count = try accounts.reduce(0) { try $0 + store.releasePushes(of: $1.id) }
    if count > 0 {
      pushDesk.forgetWakes()
      happenings.append(.released(count: count))
    }
    return count
  }

  /// Has a push tried once more, now, whatever became of it: one that has failed for good, or that was
  /// acknowledged and is to reach its receiver twice. Where its account's retries are used up, it is
  /// tried this once.
  ///
  /// - Parameter scenario: nil: of any.
  package func pushAgain(
    _ id: Int64, in scenario: String?, now: Instant
  ) throws -> PushAgain {
    try recover(now)
    guard let (stored, account) = try ownedPush(id, in: scenario) else { return .noSuchPush }
    var push = stored
    if pushDesk.isUnderWay(id) { return .underWay }
    guard !push.items.isEmpty else { return .empty }
    let time = account.world.time(at: now)
    (push.state, push.nextAt) = (.waiting, time)
    try store.pushAgain(push, at: time)
    // Its URL may be none that the account pushes to any more.
    pushDesk.forgetQueues()
    happenings.append(.pushedAgain(push: id, Occasion(account, at: time)))
    return .waits(record(push, of: account))
  }

  /// Goes on after an account's settings to push have changed. What waits for its first push goes to
  /// the URL of now or, where there is none any more, can be pulled. What is being pushed, or is to be
  /// tried again, still goes to its old URL.
  func changePushes(of account: Account) throws {
    pushDesk.forgetQueues()
    let rows = pushDesk.rowsUnderWay(of: account.id)
    if account.settings.push?.report == nil {
      for report in try store.leaveReportsToPulls(of: account.id, but: rows) {
        if let request = awaitedPushes.noteAttempt(of: report, in: account.world.identity) {
          releasedRequests.append(request)
        }
      }
    }
    if account.settings.push?.mo == nil {
      try store.leaveRepliesToPulls(of: account.id, but: rows)
    }
  }

  /// Each account's URLs, one queue each; an URL for both is one queue.
  private func pushQueues() throws -> [PushQueue] {
    try worlds.flatMap(\.accounts).flatMap { account in
      var urls: [String] = []
      let settings = account.settings.push
      let wanted =
        try [settings?.report, settings?.mo].compactMap(\.self)
        + store.retriedURLs(of: account.id)
      for url in wanted where !urls.contains(url) { urls.append(url) }
      return urls.map { PushQueue(account: account, url: $0) }
    }
  }

  /// The queue's next push, under way from here on; nil if nothing is due.
  private func takePush(
    of index: Int, _ styles: [PushStyle], _ time: Instant
  ) throws -> DuePush? {
    let queue = pushDesk.queues[index]
    let retry = try store.earliestRetry(of: queue.account.id, to: queue.url)
    let batch = try waitingItems(of: queue, styles, time)
    var flight = PushDesk.Flight(
      world: queue.account.world.identity, account: queue.account.settings.account,
      queue: queue.key, receiver: queue.receiver, style: batch.itemStyle?.name ?? "",
      rows: [], items: [], reports: [], attemptsBefore: 0, startedAt: time)
    var items = batch.items
    if let retry, retry.at <= items.first?.due ?? time, retry.at <= time {
      guard let push = try store.retriedPush(retry.push) else { return nil }
      items = push.items
      (flight.push, flight.attemptsBefore, flight.style) = (push.id, push.attempts, push.style)
    } else if items.isEmpty {
      let next = [retry?.at, batch.nextDue].compactMap(\.self).min()
      pushDesk.setWake(next.map { .at($0) } ?? .never, of: index)
      return nil
    } else {
      flight.overtaken = batch.overtaken
    }
    flight.rows = items.map(\.row)
    let world = queue.account.world
    let pushed = items.map { PushItem($0, in: world) }
    flight.items = pushed
    flight.reports = pushed.compactMap {
      switch $0 {
      case .report(let report): report.id
      case .reply: nil
      }
    }
    return DuePush(
      id: pushDesk.start(flight, of: index), account: flight.account, url: queue.url,
      style: flight.style, settings: queue.account.settings.push ?? PushSettings(), items: pushed,
      requestsDone: items.first?.partsDone ?? 0)
  }

  /// What is due of a queue for its first attempt, reports and replies by their times.
  private func waitingItems(
    of queue: PushQueue, _ styles: [PushStyle], _ time: Instant
  ) throws -> PushBatch {
    let settings = queue.account.settings.push
    func style(_ name: String?) -> PushStyle? { styles.first { $0.name == name } }
    let fixed = settings?.style.flatMap(style)
    guard let standard = fixed ?? styles.first else {
      fatalError("Gateway.takeDuePushes: an account pushes, and no dialect does")
    }
    var batch = PushBatch(dueBy: time) { fixed ?? style($0.dialect) ?? standard }
    // One more, to see what is to go out before an item that goes after the next one.
    let limit = (fixed?.mostItems ?? styles.map(\.mostItems).max() ?? 1) + 1
    var replies: ArraySlice<WaitingItem> = []
    if queue.bringsReplies {
      replies = try store.waitingReplies(
        of: queue.account.id, dueBy: time, limit: limit)[...]
    }
    if queue.bringsReports {
      try store.forEachWaitingReport(of: queue.account.id, limit: limit) { report in
        while let reply = replies.first, reply.due < report.due {
          guard batch.offer(reply) else { return false }
          replies.removeFirst()
        }
        return batch.offer(report)
      }
    }
    for reply in replies { guard batch.offer(reply) else { break } }
    return batch
  }
}

/// Which pushes are asked for; all that is given must hold.
package struct PushFilter: Sendable {
  /// A scenario's name.
  package var scenario: String?
  /// An account's name.
  package var account: String?
  /// What is pushed in.
  package var style: String?
  package var state: PushRecord.State?
  /// Of one of its items: a number or a glob, as in ``ListFilter``.
  package var mobile: String?
  /// Part of the text of one of its items: of a report's message, or of a reply.
  package var content: String?

  package init() {}
}

/// A push as it stands. One whose first attempt is under way is none yet.
package struct PushRecord: Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// It is tried again.
    case waiting
    case acknowledged
    /// It is tried no more; those of its items that were not taken can be pulled.
    case failed
  }

  package struct Item: Sendable {
    package enum Content: Sendable, Equatable {
      case report(stat: String)
      case reply(content: String)
    }

    /// The row: a message's or a reply's.
    package var row: Int64
    package var id: MessageID
    package var mobile: String
    package var content: Content
  }

  package struct Attempt: Sendable {
    /// When it began, by the world's clock.
    package var at: Instant
    package var time: LocalTime
    /// How long it took, by the machine's clock.
    package var milliseconds: Int64
    /// Nil where the receiver did not answer.
    package var status: Int?
    /// The receiver's answer, up to ``PushAttempt/mostAnswerBytes`` of it.
    package var answer: [UInt8]
    package var error: String?
  }

  package var id: Int64
  package var account: String
  package var scenario: String
  package var url: String
  package var style: String
  package var state: State
  /// When it is tried again, by the world's clock.
  package var nextAt: LocalTime?
  /// Those that have not gone with the oldest messages.
  package var items: [Item]
  package var attempts: [Attempt]
}

/// What became of the wish that a push be tried once more.
package enum PushAgain: Sendable {
  /// It will be, as soon as the turn is stored.
  case waits(PushRecord)
  case noSuchPush
  /// An attempt has begun and not ended.
  case underWay
  /// What it brought has gone with the oldest messages.
  case empty
}

extension Gateway {
  /// The pushes of the filter, the newest first.
  ///
  /// - Parameters:
  ///   - cursor: only those older than the push of this id.
  ///   - limit: at most so many.
  /// - Returns: a page of them, and how many there are whatever the cursor and the limit.
  package func pushes(
    _ filter: PushFilter, before cursor: Int64? = nil, limit: Int, now: Instant
  ) throws -> (page: [PushRecord], total: Int) {
    try recover(now)
    let accounts = worlds(named: filter.scenario).flatMap(\.accounts)
      .filter { filter.account == nil || filter.account == $0.settings.account }
    let (rows, total) = try store.pushes(
      filter, of: accounts.map(\.id), before: cursor, limit: limit)
    let owners = Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, $0) })
    return (rows.compactMap { row in owners[row.account].map { record(row, of: $0) } }, total)
  }

  /// A push by its number; nil: there is none.
  ///
  /// - Parameter scenario: nil: of any.
  package func push(_ id: Int64, in scenario: String?, now: Instant) throws -> PushRecord? {
    try recover(now)
    return try ownedPush(id, in: scenario).map { record($0, of: $1) }
  }

  /// A push and whose it is.
  func ownedPush(_ id: Int64, in scenario: String?) throws -> (push: StoredPush, account: Account)?
  {
    guard let push = try store.push(id) else { return nil }
    let accounts = worlds(named: scenario).flatMap(\.accounts)
    return accounts.first { $0.id == push.account }.map { (push, $0) }
  }

  func record(_ row: StoredPush, of account: Account) -> PushRecord {
    let world = account.world
    return PushRecord(
      id: row.id, account: account.settings.account, scenario: world.scenario.name, url: row.url,
      style: row.style, state: row.state, nextAt: row.nextAt.map { world.localTime(of: $0) },
      items: row.items.map { item in
        switch item.content {
        case .report(let report):
          .init(
            row: report.row, id: report.id, mobile: report.mobile,
            content: .report(stat: report.stat))
        case .reply(let reply):
          .init(
            row: reply.row, id: reply.id, mobile: reply.mobile,
            content: .reply(content: reply.content))
        }
      },
      attempts: row.attempts.map { attempt in
        .init(
          at: attempt.at, time: world.localTime(of: attempt.at), milliseconds: attempt.milliseconds,
          status: attempt.status, answer: attempt.answer, error: attempt.error)
      })
  }
}

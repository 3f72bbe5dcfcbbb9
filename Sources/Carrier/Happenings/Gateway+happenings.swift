extension Gateway {
  /// What the turn has done, in the order it was done. To be asked once the turn is stored; of a turn
  /// that was abandoned there is nothing.
  package func takeHappenings() -> [Happening] {
    guard !happenings.isEmpty else { return [] }
    let taken = happenings
    happenings.removeAll(keepingCapacity: true)
    return taken
  }

  /// How many of the turn's happenings there are so far: who looks at the store now has seen what
  /// they tell.
  package var happeningCount: Int { happenings.count }

  /// Notes a client's request, once it is decided.
  package func noteServed(_ operation: Operation, by decision: Decision, request: Int64) {
    let outcome: RequestNote.Outcome =
      switch decision.verdict?.outcome {
      case nil: .notCarriedOut
      case .refused(let refusal): .refused(refusal.condition)
      case .submitted, .balance, .reports, .replies, .keywordsAbsent, .passwordChanged:
        .carriedOut
      }
    happenings.append(
      .served(
        RequestNote(
          request: request, scenario: decision.setting?.scenario,
          account: operation.credentials.account?.cut, dialect: operation.policy.name,
          operation: operation.name, outcome: outcome, time: decision.verdict?.time)))
  }

  /// Tells those who keep to the world's clock, and all others, where it stands now.
  func noteClock(of world: World, _ now: Instant) {
    worldEvents.append(.clockMoved(world.identity))
    happenings.append(
      .clockMoved(
        ClockNote(
          scenario: world.scenario.name, time: world.localTime(of: world.time(at: now)),
          isRunning: world.clock.isRunning)))
  }
}

extension Occasion {
  init(_ account: Account, at time: Instant) {
    let world = account.world
    self.init(
      scenario: world.scenario.name, account: account.settings.account, at: time,
      calendar: world.scenario.calendar)
  }
}

extension PushNote {
  init(
    _ settlement: PushSettlement, _ push: Int64, _ items: [PushItem], occasion: Occasion
  ) {
    self.init(
      occasion: occasion, id: push, url: settlement.url, style: settlement.style,
      state: settlement.state, attempt: settlement.number, status: settlement.attempt.status,
      error: settlement.attempt.error, milliseconds: settlement.attempt.milliseconds,
      count: settlement.rows.count, nextAt: settlement.nextAt, rows: settlement.rows, items: items)
  }
}

import Testing

@testable import Reactor

@Suite struct ConnectionPhaseTests {
  private func overdue(
    _ phase: inout ConnectionPhase, _ now: Int64, unwritten: Int = 0, unread: Int = 0
  ) -> ConnectionPhase.Overdue {
    phase.isOverdue(now: now, unwritten: unwritten, unread: unread, limits: ListenerLimits())
  }

  @Test func timeStartsAtTheFirstSweep() {
    var phase = ConnectionPhase()
    #expect(overdue(&phase, 1_000_000) == .no)
    #expect(overdue(&phase, 1_074_999) == .no)
    #expect(overdue(&phase, 1_075_000) == .yes)
  }

  @Test func furtherBytesDoNotRestartARequest() {
    var phase = ConnectionPhase()
    phase.bytesCame()
    #expect(overdue(&phase, 0) == .no)
    phase.bytesCame()
    #expect(overdue(&phase, 20_000) == .yes)
  }

  @Test func aWrittenAnswerGoesOverToWaiting() {
    var phase = ConnectionPhase()
    phase.enter(.writing)
    #expect(overdue(&phase, 0, unwritten: 10) == .no)
    #expect(overdue(&phase, 19_999, unwritten: 9) == .no)
    #expect(overdue(&phase, 39_998, unwritten: 9) == .no)
    #expect(overdue(&phase, 39_999, unwritten: 9) == .yes)
    #expect(overdue(&phase, 40_000) == .no)
    #expect(overdue(&phase, 114_999) == .no)
    #expect(overdue(&phase, 115_000) == .yes)
  }

  @Test func aPipelinedPartOfARequestCounts() {
    var phase = ConnectionPhase()
    phase.enter(.writing)
    #expect(overdue(&phase, 0, unread: 1) == .no)
    #expect(overdue(&phase, 20_000, unread: 1) == .yes)
  }

  @Test func aHeldRequestWaitsForAsLongAsItsClient() {
    var phase = ConnectionPhase()
    phase.enter(.held)
    #expect(overdue(&phase, 0) == .ifReset)
    #expect(overdue(&phase, 74_999) == .ifReset)
    #expect(overdue(&phase, 75_000) == .ifHungUp)
  }

  @Test func aRequestThatIsNeverAnsweredGoesWithItsClient() {
    var phase = ConnectionPhase()
    phase.enter(.stalled)
    #expect(overdue(&phase, 0) == .ifHungUp)
    phase.bytesCame()
    #expect(overdue(&phase, 1_000_000) == .ifHungUp)
  }
}

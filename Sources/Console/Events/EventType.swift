internal import Carrier

/// The types of events that a stream tells, as `event:` and the filter `type` name them.
enum EventType: String, CaseIterable {
  case submission
  case reportsTaken = "reports_taken"
  case repliesTaken = "replies_taken"
  case report, reply, push
  case pushesReleased = "pushes_released"
  case pushAgain = "push_again"
  case scenario, clock, account, request

  init(_ happening: Happening) {
    self =
      switch happening {
      case .submitted: .submission
      case .reportsTaken: .reportsTaken
      case .repliesTaken: .repliesTaken
      case .reportMade: .report
      case .replied: .reply
      case .pushed: .push
      case .released: .pushesReleased
      case .pushedAgain: .pushAgain
      case .worldChanged: .scenario
      case .clockMoved: .clock
      case .accountChanged: .account
      case .served: .request
      }
  }
}

/// What a listener wants to hear.
struct EventFilter {
  /// Nil: of all.
  var scenario: String?
  /// Nil: of every type.
  var types: Set<EventType>?

  func fits(_ happening: Happening) -> Bool {
    (types?.contains(EventType(happening)) ?? true)
      && (scenario == nil || happening.scenario == scenario)
  }
}

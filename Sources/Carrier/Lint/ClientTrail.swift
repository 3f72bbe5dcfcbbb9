/// What one account's client has done lately. Of a fixed size.
final class ClientTrail {
  /// Sets what this account sends apart from the others'.
  let seed: UInt64
  /// The world of the account when this began.
  let world: WorldID
  /// Counts up: the one with the smallest has been quiet for longest.
  var lastCall: UInt64

  /// The last question for a balance in each dialect.
  var balances: [(dialect: String, at: Moment, request: Int64)] = []
  var throttledAt: Moment?
  /// Sends in a row that came too soon after the last throttle.
  var hurriedSends = 0
  var emptyReportPulls = EmptyPulls()
  var emptyReplyPulls = EmptyPulls()
  /// The newest few refusals for good.
  var refusals: [PermanentRefusal] = []
  private var nextRefusal = 0

  struct EmptyPulls {
    var count = 0
    /// Nil before the first.
    var last: Moment?
  }

  struct PermanentRefusal {
    var fingerprint: Fingerprint
    var at: Moment
    var request: Int64
  }

  static let mostRefusals = 8

  init(seed: UInt64, in world: WorldID, lastCall: UInt64) {
    self.seed = seed
    self.world = world
    self.lastCall = lastCall
  }

  func remember(_ refusal: PermanentRefusal) {
    if let known = refusals.firstIndex(where: { $0.fingerprint == refusal.fingerprint }) {
      refusals[known] = refusal
    } else if refusals.count < Self.mostRefusals {
      refusals.append(refusal)
    } else {
      refusals[nextRefusal] = refusal
      nextRefusal = (nextRefusal + 1) % Self.mostRefusals
    }
  }
}

@available(*, unavailable)
extension ClientTrail: Sendable {}

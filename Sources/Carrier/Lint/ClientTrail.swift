/// What one account's client has done lately. Of a fixed size.
final class ClientTrail {
  /// Sets what this account sends apart from the others'.
  let seed: UInt64
  var lastSeen: Instant

  /// The last question for a balance, by the dialect's place among the advised.
  var balances: [(dialect: String, at: Instant, request: Int64)] = []
  var throttledAt: Instant?
  /// Sends in a row that came too soon after the last throttle.
  var hurriedSends = 0
  var emptyReportPulls = EmptyPulls()
  var emptyReplyPulls = EmptyPulls()
  /// The newest few refusals for good.
  var refusals: [PermanentRefusal] = []
  private var nextRefusal = 0

  struct EmptyPulls {
    var count = 0
    var last = Instant(milliseconds: .min)
  }

  struct PermanentRefusal {
    var fingerprint: Fingerprint
    var at: Instant
    var request: Int64
  }

  static let mostRefusals = 8

  init(seed: UInt64, at time: Instant) {
    self.seed = seed
    lastSeen = time
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

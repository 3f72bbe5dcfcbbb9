/// A world as the store has it.
struct StoredWorld {
  var id: Int64
  var clock: ScenarioClock
  /// Of the rules that have been met, by their places.
  var tallies: [Int: RuleTally]
  var accounts: [StoredAccount]
}

/// An account as the store has it.
struct StoredAccount {
  var id: Int64
  var name: String
  var state: AccountState
  /// Numbers that replied TD, and from when on.
  var unsubscribed: [MobileNumber: Instant]
  /// What the control API changed of its settings, as JSON.
  var overrides: String?
}

/// Who had a world made.
enum WorldMaker: String {
  /// A file named at the start.
  case file
  /// The control API; it comes back at the next start by itself.
  case api
}

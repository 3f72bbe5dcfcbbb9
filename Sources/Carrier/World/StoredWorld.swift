/// A world as the store has it.
struct StoredWorld {
  var id: Int64
  var clock: ScenarioClock
  var accounts: [StoredAccount]
}

/// An account as the store has it.
struct StoredAccount {
  var id: Int64
  var name: String
  var state: AccountState
  /// Numbers that replied TD, and from when on.
  var unsubscribed: [MobileNumber: Instant]
}

/// Which account each open connection last spoke for.
struct ConnectionLedger {
  private var accounts: [UInt64: Int64] = [:]
  private var counts: [Int64: Int] = [:]

  mutating func note(_ connection: UInt64, of account: Int64) {
    let former = accounts.updateValue(account, forKey: connection)
    guard former != account else { return }
    if let former { counts[former, default: 0] -= 1 }
    counts[account, default: 0] += 1
  }

  mutating func forget(_ connection: UInt64) {
    guard let account = accounts.removeValue(forKey: connection) else { return }
    counts[account, default: 0] -= 1
  }

  /// No connection counts for an account that is gone, until it speaks again.
  mutating func forgetAccount(_ account: Int64) {
    accounts = accounts.filter { $0.value != account }
    counts[account] = nil
  }

  /// How many connections are open.
  func count(of account: Int64) -> Int {
    counts[account] ?? 0
  }
}

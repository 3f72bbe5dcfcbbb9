internal import Carrier

/// Finds the waits that something may concern without looking at the others: by the number they wait
/// for, else by their account.
struct WaitIndex {
  private var byNumber: [MobileNumber: Set<ConsoleTicket>] = [:]
  private var byAccount: [String: Set<ConsoleTicket>] = [:]
  private var others: Set<ConsoleTicket> = []

  mutating func insert(_ ticket: ConsoleTicket, _ match: FilterMatch) {
    if let number = match.number {
      byNumber[number, default: []].insert(ticket)
    } else if let account = match.filter.account {
      byAccount[account, default: []].insert(ticket)
    } else {
      others.insert(ticket)
    }
  }

  mutating func remove(_ ticket: ConsoleTicket, _ match: FilterMatch) {
    if let number = match.number {
      byNumber[number]?.remove(ticket)
      if byNumber[number]?.isEmpty == true { byNumber[number] = nil }
    } else if let account = match.filter.account {
      byAccount[account]?.remove(ticket)
      if byAccount[account]?.isEmpty == true { byAccount[account] = nil }
    } else {
      others.remove(ticket)
    }
  }

  /// Those that something of an account and these numbers may concern.
  func tickets(account: String, mobiles: () -> [String]) -> Set<ConsoleTicket> {
    var found = others
    if let waiting = byAccount[account] { found.formUnion(waiting) }
    guard !byNumber.isEmpty else { return found }
    for mobile in mobiles() {
      guard let number = MobileNumber(mobile), let waiting = byNumber[number] else { continue }
      found.formUnion(waiting)
    }
    return found
  }
}

/// The requests whose answers wait until their reports have been pushed, and for which reports.
struct AwaitedPushes {
  /// A world that begins anew may give out an id a second time.
  private struct Report: Hashable {
    var world: WorldID
    /// The store's id of its account.
    var account: Int64
    var id: MessageID
  }

  private var requests: [Report: Int64] = [:]
  private var counts: [Int64: Int] = [:]

  /// A report of a request is to be pushed before its answer.
  mutating func await(
    _ report: MessageID, of request: Int64, from account: Int64, in world: WorldID
  ) {
    let report = Report(world: world, account: account, id: report)
    guard requests.updateValue(request, forKey: report) == nil else { return }
    counts[request, default: 0] += 1
  }

  func isAwaited(_ request: Int64) -> Bool {
    counts[request] != nil
  }

  /// Notes that a report's first attempt has ended, well or not.
  ///
  /// - Returns: the request that now waits no longer, if there is one.
  mutating func noteAttempt(
    of report: MessageID, from account: Int64, in world: WorldID
  ) -> Int64? {
    let report = Report(world: world, account: account, id: report)
    guard let request = requests.removeValue(forKey: report), let count = counts[request]
    else { return nil }
    counts[request] = count > 1 ? count - 1 : nil
    return count > 1 ? nil : request
  }

  /// Nobody pushes an account's reports any more.
  ///
  /// - Returns: the requests that now wait no longer.
  mutating func release(_ account: Int64, in world: WorldID) -> [Int64] {
    let released = requests.filter { $0.key.world == world && $0.key.account == account }
    for (report, request) in released {
      requests[report] = nil
      counts[request] = nil
    }
    return Set(released.values).sorted()
  }

  /// A world has ended; nobody pushes its reports.
  mutating func forget(_ world: WorldID) {
    for (report, request) in requests where report.world == world {
      requests[report] = nil
      counts[request] = nil
    }
  }
}

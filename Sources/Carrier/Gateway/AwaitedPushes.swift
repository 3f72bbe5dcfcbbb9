/// The requests whose answers wait until their reports have been pushed, and for which reports.
struct AwaitedPushes {
  /// A world that begins anew may give out an id a second time.
  private struct Report: Hashable {
    var world: WorldID
    var id: MessageID
  }

  private var requests: [Report: Int64] = [:]
  private var counts: [Int64: Int] = [:]

  /// A report of a request is to be pushed before its answer.
  mutating func await(_ report: MessageID, of request: Int64, in world: WorldID) {
    let report = Report(world: world, id: report)
    guard requests.updateValue(request, forKey: report) == nil else { return }
    counts[request, default: 0] += 1
  }

  func isAwaited(_ request: Int64) -> Bool {
    counts[request] != nil
  }

  /// Notes that a report's first attempt has ended, well or not.
  ///
  /// - Returns: the request that now waits no longer, if there is one.
  mutating func noteAttempt(of report: MessageID, in world: WorldID) -> Int64? {
    guard let request = requests.removeValue(forKey: Report(world: world, id: report)),
      let count = counts[request]
    else { return nil }
    counts[request] = count > 1 ? count - 1 : nil
    return count > 1 ? nil : request
  }

  /// A world has ended; nobody pushes its reports.
  mutating func forget(_ world: WorldID) {
    for (report, request) in requests where report.world == world {
      requests[report] = nil
      counts[request] = nil
    }
  }
}

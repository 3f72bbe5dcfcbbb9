/// The requests whose answers wait until their reports have been pushed, and for which reports.
struct AwaitedPushes {
  private var requests: [MessageID: Int64] = [:]
  private var counts: [Int64: Int] = [:]

  /// A report of a request is to be pushed before its answer.
  mutating func await(_ report: MessageID, of request: Int64) {
    guard requests.updateValue(request, forKey: report) == nil else { return }
    counts[request, default: 0] += 1
  }

  func isAwaited(_ request: Int64) -> Bool {
    counts[request] != nil
  }

  /// Notes that a report's first attempt has ended, well or not.
  ///
  /// - Returns: the request that now waits no longer, if there is one.
  mutating func noteAttempt(of report: MessageID) -> Int64? {
    guard let request = requests.removeValue(forKey: report), let count = counts[request] else {
      return nil
    }
    counts[request] = count > 1 ? count - 1 : nil
    return count > 1 ? nil : request
  }
}

/// What became of a report that somebody made by hand.
package enum ReportMaking: Sendable {
  case made(ReportItem)
  case noSuchMessage
  /// The message was there once.
  case gone
  /// The number was refused: nothing was sent that could be reported on.
  case refused(String)
}

extension Gateway {
  /// Makes a report of a message by hand. Where the message's own is not due yet, or there is none,
  /// it takes its place; else it is one more.
  ///
  /// - Parameters:
  ///   - key: a message's number, or the sixteen digits of its mid.
  ///   - scenario: nil: of any.
  ///   - after: from now on, by the message's scenario.
  package func makeReport(
    of key: String, in scenario: String?, stat: String, after: TimeSpan, now: Instant
  ) throws -> ReportMaking {
    let detail: MessageDetail
    switch try message(key, in: scenario, now: now) {
    case .found(let found): detail = found
    case .gone: return .gone
    case .missing: return .noSuchMessage
    }
    if let refusal = detail.item.refusal { return .refused(refusal) }
    guard let account = directory[detail.item.account] else { return .noSuchMessage }
    let time = account.world.time(at: now)
    let route = account.reportRoute(
      dialectPushes: vocabulary.pushStyles.contains(detail.item.dialect))
    let due = time + after
    let row = try store.makeReport(
      ofMessage: detail.item.id, stat: stat, due: due, route: route, now: time)
    if route != .pull { pushDesk.note(.report, of: account.id, due: due) }
    let reports = try store.reports(ofMessage: detail.item.id, try scope(of: scenario, now))
    guard let made = reports.first(where: { $0.id == row }) else {
      throw StoreError("the report \(row) is not where it was put")
    }
    happenings.append(.reportMade(made, Occasion(account, at: time)))
    return .made(made)
  }

  /// Whether a text may be a report's stat.
  package static func isStat(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
      && text != "none"
  }
}

/// A list's filter held against what happens, as the store holds it against its rows.
package struct FilterMatch: Sendable {
  private enum Mobile {
    case number(MobileNumber)
    case glob(Glob)
    case text(String)
  }

  /// Something that does not fit.
  package struct Difference: Sendable, Equatable {
    /// The filter's name.
    package var field: String
    package var wanted: String
    package var seen: String

    package init(field: String, wanted: String, seen: String) {
      self.field = field
      self.wanted = wanted
      self.seen = seen
    }
  }

  package let filter: ListFilter
  private let mobile: Mobile?

  package init(_ filter: ListFilter) {
    self.filter = filter
    mobile = filter.mobile.map { text in
      if text.contains("*") || text.contains("?") { return .glob(Glob(text)) }
      return MobileNumber(text).map { .number($0) } ?? .text(text)
    }
  }

  /// The one number that can fit; nil: there may be others.
  package var number: MobileNumber? {
    if case .number(let number) = mobile { number } else { nil }
  }

  /// How many messages of a submission fit.
  package func count(in note: SubmissionNote) -> Int {
    guard fits(note.occasion), fits(dialect: note.dialect) else { return 0 }
    var count = 0
    for part in note.parts where fits(content: part.content) {
      guard mobile != nil || filter.since != nil else {
        count += part.rows.count
        continue
      }
      var id = part.firstRow
      for row in part.rows {
        if fits(id: id), fits(mobile: row.mobile) { count += 1 }
        id += 1 + Int64(row.copies.count)
      }
    }
    return count
  }

  /// How many of the reports fit; nil: only the store can tell.
  package func count(in note: ReportsNote) -> Int? {
    guard fits(note.occasion) else { return 0 }
    let fitting = note.reports.count { fits(id: $0.row) && fits(mobile: $0.mobile) }
    guard fitting > 0, filter.content != nil || filter.dialect != nil else { return fitting }
    return nil
  }

  /// How many of the reports that a push has brought may fit; the store can tell.
  package func mayFit(_ note: PushNote) -> Bool {
    guard fits(note.occasion) else { return false }
    return note.items.contains { item in
      switch item {
      case .report(let report): fits(mobile: report.mobile)
      case .reply(let reply): fits(mobile: reply.mobile)
      }
    }
  }

  /// What keeps a message out.
  package func differences(from message: MessageItem) -> [Difference] {
    var differences: [Difference] = []
    func add(_ field: String, _ wanted: String?, _ seen: String) {
      if let wanted { differences.append(.init(field: field, wanted: wanted, seen: seen)) }
    }
    if filter.scenario ?? message.scenario != message.scenario {
      add("scenario", filter.scenario, message.scenario)
    }
    if filter.account ?? message.account != message.account {
      add("account", filter.account, message.account)
    }
    if !fits(mobile: message.mobile) { add("mobile", filter.mobile, message.mobile) }
    if !fits(content: message.content) { add("content", filter.content, message.content) }
    if !fits(dialect: message.dialect) { add("dialect", filter.dialect, message.dialect) }
    if !fits(id: message.id) { add("since", filter.since.map(String.init), "\(message.id)") }
    return differences
  }

  private func fits(_ occasion: Occasion) -> Bool {
    (filter.account == nil || filter.account == occasion.account)
      && (filter.scenario == nil || filter.scenario == occasion.scenario)
  }

  private func fits(dialect: String) -> Bool {
    filter.dialect == nil || filter.dialect == dialect
  }

  private func fits(id: Int64) -> Bool {
    filter.since.map { id > $0 } ?? true
  }

  private func fits(content: String) -> Bool {
    filter.content.map { ByteSearch.occurs($0, in: content) } ?? true
  }

  private func fits(mobile sent: String) -> Bool {
    switch mobile {
    case nil: true
    case .number(let number): MobileNumber(sent) == number
    case .glob(let glob): glob.matches(sent) || Self.digits(of: sent).map(glob.matches) ?? false
    case .text(let text): text == sent
    }
  }

  /// The last eleven characters of a number with one of the prefixes that it may have.
  private static func digits(of mobile: String) -> String? {
    let prefixes = ["86", "+86", "0086"]
    guard prefixes.contains(String(mobile.dropLast(11))) else { return nil }
    return String(mobile.suffix(11))
  }
}

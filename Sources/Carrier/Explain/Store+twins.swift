internal import GRDB

/// Finds twins when somebody reads a message: to look for them at each submission would cost all of
/// them an index.
extension Store {
  private struct Key: Hashable {
    var account: Int64
    var mobile: String
    var content: String
  }

  private struct Sent {
    var row: Int64
    var at: Instant
    var request: Int64
    var lostAnswer: Fault?
  }

  /// The messages with their twins.
  func markTwins(among items: [MessageItem], _ scope: ListScope) throws -> [MessageItem] {
    let wanted = Set(items.lazy.filter { $0.refusal == nil }.map(\.id))
    guard let first = wanted.min(), let last = wanted.max() else { return items }
    let mobiles = Set(items.lazy.filter { wanted.contains($0.id) }.map(\.mobile))
    var pairs: [(earlier: Sent, later: Sent)] = []
    var sent: [Int64: Sent] = [:]
    // Downwards each of them waits for the one before it, upwards for the one behind it.
    try walk(from: last, downTo: first - MessageTwins.reach, mobiles, scope) { key, row, waiting in
      if wanted.contains(row.row) { sent[row.row] = row }
      if let later = waiting[key] { pairs.append((row, later)) }
      waiting[key] = wanted.contains(row.row) ? row : nil
      return row.row > first || !waiting.isEmpty
    }
    try walk(from: first, upTo: last + MessageTwins.reach, mobiles, scope) { key, row, waiting in
      if let earlier = waiting[key] { pairs.append((earlier, row)) }
      waiting[key] = wanted.contains(row.row) ? row : nil
      return row.row < last || !waiting.isEmpty
    }
    var twins: [Int64: MessageTwins] = sent.mapValues { MessageTwins(lostAnswer: $0.lostAnswer) }
    for (earlier, later) in pairs { Self.link(earlier, later, &twins) }
    return items.map { item in
      var item = item
      item.twins = twins[item.id] ?? item.twins
      return item
    }
  }

  private static func link(
    _ earlier: Sent, _ later: Sent, _ twins: inout [Int64: MessageTwins]
  ) {
    let ago = later.at - earlier.at
    // A clock that was set back makes no sense of what came before.
    guard ago >= .zero else { return }
    if earlier.lostAnswer != nil, earlier.request != later.request {
      guard ago <= MessageTwins.resendWindow else { return }
      twins[earlier.row]?.resentAs = later.row
      twins[later.row]?.resendOf = earlier.row
    } else if ago <= MessageTwins.doubleWindow {
      twins[later.row]?.sameAs = earlier.row
      if twins[earlier.row]?.sameAs == nil { twins[earlier.row]?.sameAs = later.row }
    }
  }

  /// Goes through the accepted messages to some numbers, downwards.
  private func walk(
    from last: Int64, downTo first: Int64, _ mobiles: Set<String>, _ scope: ListScope,
    _ body: (Key, Sent, inout [Key: Sent]) -> Bool
  ) throws {
    try walk(first, last, "DESC", mobiles, scope, body)
  }

  private func walk(
    from first: Int64, upTo last: Int64, _ mobiles: Set<String>, _ scope: ListScope,
    _ body: (Key, Sent, inout [Key: Sent]) -> Bool
  ) throws {
    try walk(first, last, "ASC", mobiles, scope, body)
  }

  private func walk(
    _ first: Int64, _ last: Int64, _ order: String, _ mobiles: Set<String>, _ scope: ListScope,
    _ body: (Key, Sent, inout [Key: Sent]) -> Bool
  ) throws {
    var query = ListQuery()
    query.require("m.id BETWEEN \(query.bound(first)) AND \(query.bound(last))")
    query.require("m.copy_of IS NULL AND m.refusal IS NULL")
    query.require("m.mobile IN (\(mobiles.map { query.bound($0) }.joined(separator: ", ")))")
    var waiting: [Key: Sent] = [:]
    try read { db in
      let statement = try query.prepare(
        db,
        """
        SELECT m.id, m.account, m.mobile, s.content, coalesce(s.submitted_at, s.at), s.request,
          s.rules, a.scenario
        FROM message AS m NOT INDEXED CROSS JOIN submission AS s ON s.id = m.submission
          CROSS JOIN account AS a ON a.id = m.account
        \(query.whereClause) ORDER BY m.id \(order)
        """)
      try statement.readRows { row in
        let key = Key(account: row.int(1), mobile: row.text(2), content: row.text(3))
        let sent = Sent(
          row: row.int(0), at: Instant(milliseconds: row.int(4)), request: row.int(5),
          lostAnswer: row.optionalText(6).flatMap { rules in
            Self.lostAnswer(rules, scope.worlds[row.int(7)])
          })
        return body(key, sent, &waiting)
      }
    }
  }

  private static func lostAnswer(_ rules: String, _ world: World?) -> Fault? {
    guard let world else { return nil }
    let fault = RuleReading([RuleTrace](packed: rules), script: world.scenario.rules).fault
    return fault?.losesAnswer == true ? fault : nil
  }
}

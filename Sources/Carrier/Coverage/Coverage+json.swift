/// What `GET /coverage` answers with.
extension Coverage: Encodable {
  private enum Key: String, CodingKey {
    case seen, total, percentage, dialects, items
  }

  private struct Summary: Encodable {
    var dialect: String
    var seen: Int
    var total: Int
    /// By the names of ``PushFate``; nil where the dialect does not push.
    var pushes: [String: Int]?
  }

  private struct Item: Encodable {
    var id: String
    var dialect: String
    var place: String
    var code: String
    var text: String
    var condition: String
    var cause: String
    var seen: Int
    var firstRequest: Int64?

    enum CodingKeys: String, CodingKey {
      case id, dialect, code, text, condition, cause, seen, firstRequest
      case place = "where"
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(seen, forKey: .seen)
    try container.encode(total, forKey: .total)
    try container.encode(percentage, forKey: .percentage)
    try container.encode(dialects.map(summary), forKey: .dialects)
    try container.encode(
      dialects.flatMap { dialect in dialect.rows.map { item($0, dialect.name) } }, forKey: .items)
  }

  private func summary(of dialect: Dialect) -> Summary {
    let fates = PushFate.allCases.map { ($0.rawValue, dialect.count(of: $0)) }
    return Summary(
      dialect: dialect.name, seen: dialect.seen, total: dialect.rows.count,
      pushes: dialect.pushes ? Dictionary(uniqueKeysWithValues: fates) : nil)
  }

  private func item(_ row: Row, _ dialect: String) -> Item {
    Item(
      id: row.id, dialect: dialect, place: row.place, code: row.code, text: row.text,
      condition: row.condition, cause: row.cause, seen: row.seen, firstRequest: row.firstRequest)
  }
}

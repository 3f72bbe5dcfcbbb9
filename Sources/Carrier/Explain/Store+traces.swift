internal import GRDB

/// What the store has of why a message came out as it did.
struct StoredTrace {
  var tried: AccountRuleSet
  var rules: [RuleTrace]
  var findings: NumberFindings
  var stat: String?
  var due: Instant?
}

extension Store {
  func trace(ofMessage id: Int64) throws -> StoredTrace? {
    var found: StoredTrace?
    try read { db in
      var query = ListQuery()
      query.require("m.id = \(query.bound(id))")
      let statement = try query.prepare(
        db,
        """
        SELECT s.tried, s.rules, m.findings, m.stat, m.due
        FROM message AS m CROSS JOIN submission AS s ON s.id = m.submission \(query.whereClause)
        """)
      try statement.forEachRow { row in
        found = StoredTrace(
          tried: AccountRuleSet(bits: row.int(0)), rules: [RuleTrace](packed: row.optionalText(1)),
          findings: NumberFindings(packed: row.optionalInt(2)), stat: row.optionalText(3),
          due: row.optionalInt(4).map { Instant(milliseconds: $0) })
      }
    }
    return found
  }
}

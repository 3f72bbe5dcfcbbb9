internal import GRDB

/// A query of a list while it is put together: its conditions, and what is bound to them.
struct ListQuery {
  private enum Argument {
    case int(Int64)
    case text(String)
  }

  private var arguments: [Argument] = []
  var conditions: [String] = []

  /// What stands for the value in the query's text.
  mutating func bound(_ value: Int64) -> String {
    arguments.append(.int(value))
    return "?\(arguments.count)"
  }

  mutating func bound(_ text: String) -> String {
    arguments.append(.text(text))
    return "?\(arguments.count)"
  }

  mutating func require(_ condition: String) {
    conditions.append(condition)
  }

  var whereClause: String {
    conditions.isEmpty ? "" : "WHERE " + conditions.map { "(\($0))" }.joined(separator: " AND ")
  }

  func prepare(_ db: Database, _ sql: String) throws -> HotStatement {
    let statement = try HotStatement(db, sql: sql)
    for (index, argument) in arguments.enumerated() {
      switch argument {
      case .int(let value): statement.bind(value, at: Int32(index + 1))
      case .text(let text): statement.bind(text, at: Int32(index + 1))
      }
    }
    return statement
  }
}

extension ListQuery {
  /// The account and its scenario, for a table that names it as `column`.
  ///
  /// - Parameter worlds: nil: those of the filter are all that the store has.
  mutating func requireAccount(_ filter: ListFilter, _ column: String, worlds: [Int64]?) {
    if let worlds {
      let ids = worlds.map(String.init).joined(separator: ", ")
      require("\(column) IN (SELECT id FROM account WHERE scenario IN (\(ids)))")
    }
    if let account = filter.account {
      require("\(column) IN (SELECT id FROM account WHERE name = \(bound(account)))")
    }
  }

  /// As rules do, this looks at the eleven digits of a number, and at anything else as it was sent.
  mutating func requireMobile(_ filter: ListFilter, _ column: String) {
    guard let mobile = filter.mobile else { return }
    let prefixes = ["86", "+86", "0086"]
    if mobile.contains("*") || mobile.contains("?") {
      let glob = bound(mobile.replacing("[", with: "[[]"))
      require(
        """
        \(column) GLOB \(glob) OR (length(\(column)) > 11 AND substr(\(column), -11) GLOB \(glob)
          AND substr(\(column), 1, length(\(column)) - 11) IN ('86', '+86', '0086'))
        """)
    } else if let number = MobileNumber(mobile) {
      let spellings = [bound("\(number.value)")] + prefixes.map { bound("\($0)\(number.value)") }
      require("\(column) IN (\(spellings.joined(separator: ", ")))")
    } else {
      require("\(column) = \(bound(mobile))")
    }
  }
}

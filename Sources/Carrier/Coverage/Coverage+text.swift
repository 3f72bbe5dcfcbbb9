extension Coverage {
  /// A line for each dialect and one for all of them, for a person:
  /// `httpbatch 14 of 32; never seen: status.103, status.109`.
  package var text: String {
    var lines: [String] = []
    for dialect in dialects {
      var line = "\(dialect.name) \(dialect.seen) of \(dialect.rows.count)"
      let missing = dialect.rows.filter { $0.seen == 0 }.map { dialect.shortName(of: $0) }
      if !missing.isEmpty { line += "; never seen: \(missing.joined(separator: ", "))" }
      lines.append(line)
      if dialect.pushes {
        let fates = PushFate.allCases.map { "\(dialect.count(of: $0)) \($0.words)" }
        lines.append("\(dialect.name) pushes: \(fates.joined(separator: ", "))")
      }
    }
    lines.append("\(seen) of \(total), \(percentage) %")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Coverage.PushFate {
  fileprivate var words: String {
    switch self {
    case .acknowledged, .refused, .retried: rawValue
    case .givenUp: "given up"
    }
  }
}

extension Coverage.Dialect {
  /// The row's id less the dialect's name.
  fileprivate func shortName(of row: Coverage.Row) -> String {
    row.outcome.id.hasPrefix(name + ".")
      ? String(row.outcome.id.dropFirst(name.count + 1)) : row.outcome.id
  }
}

internal import Carrier
internal import HTTP

/// Which documented outcomes the run has shown its clients.
enum CoverageCalls {
  private enum Format: String, CaseIterable {
    case json, text, junit
  }

  static let parameters = [
    .dialect,
    Parameter(
      "format", "json where it is left out", .words(Format.allCases.map(\.rawValue))),
    Parameter("min", "the gate, in hundredths of all outcomes", .integer(0...100)),
  ]

  @Sendable static func get(_ call: ConsoleCall) throws -> HTTPResponse {
    var coverage = call.coverage.coverage(of: try call.scenario())
    if let dialect = try call.dialect() { coverage = coverage.of(dialect) }
    let min = try min(call)
    let falls = min.flatMap { coverage.isAtLeast($0) ? nil : $0 }
    let status = falls == nil ? 200 : 409
    switch try format(call) {
    case .text: return .text(status, coverage.text)
    case .junit:
      return HTTPResponse(
        status: status, contentType: "application/xml; charset=utf-8",
        body: Bytes(coverage.junit(min: min)))
    case .json:
      guard let falls else { return .json { $0.fields(coverage) } }
      let unseen = coverage.total - coverage.seen
      return .problem(
        Problem(
          409,
          "\(coverage.percentage) % of the outcomes were shown, fewer than \(falls) %; cause says "
            + "how to bring about each of the \(unseen) that were not")
      ) { $0.fields(coverage) }
    }
  }

  private static func min(_ call: ConsoleCall) throws -> Int? {
    guard let text = call.query["min"] else { return nil }
    guard let number = Int(text), (0...100).contains(number) else {
      throw Problem(400, "min: \(text) is not a whole number from 0 to 100, in hundredths of all")
    }
    return number
  }

  private static func format(_ call: ConsoleCall) throws -> Format {
    guard let name = call.query["format"] else { return .json }
    guard let format = Format(rawValue: name) else {
      let all = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(400, "format: \(name) is none; there are \(all)")
    }
    return format
  }
}

extension ConsoleCall {
  /// The dialect that the query narrows the call to.
  ///
  /// - Throws: `Problem` 400 where there is none of that name.
  func dialect() throws -> String? {
    guard let name = query["dialect"] else { return nil }
    let names = coverage.coverage().dialects.map(\.name)
    guard names.contains(name) else {
      throw Problem(
        400, "dialect: \(name) is none; there are \(names.joined(separator: ", "))")
    }
    return name
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ coverage: Coverage) {
    field("seen", coverage.seen)
    field("total", coverage.total)
    field("percentage", coverage.percentage)
    field("dialects", coverage.dialects) { json, dialect in
      json.object { $0.fields(dialect) }
    }
    key("outcomes")
    array(coverage.dialects.flatMap { dialect in dialect.rows.map { (dialect, $0) } }) {
      json, entry in
      json.object { json in
        let (dialect, row) = entry
        json.field("id", row.outcome.id)
        json.field("dialect", dialect.name)
        json.field("where", row.outcome.place)
        json.field("code", row.outcome.code)
        json.field("text", row.outcome.text)
        json.field("condition", row.outcome.condition)
        json.field("cause", row.outcome.cause)
        json.field("seen", row.seen)
        json.field("first_request", row.firstRequest)
      }
    }
  }

  private mutating func fields(_ dialect: Coverage.Dialect) {
    field("dialect", dialect.name)
    field("seen", dialect.seen)
    field("total", dialect.rows.count)
    field("never_seen", dialect.rows.filter { $0.seen == 0 }.map(\.outcome.id))
    key("pushes")
    guard dialect.pushes else { return null() }
    object { json in
      for fate in Coverage.PushFate.allCases {
        json.field(fate.rawValue, dialect.count(of: fate))
      }
    }
  }
}

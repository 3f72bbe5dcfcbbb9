package import Carrier

/// A dialect's documented outcomes by what stands on the wire, made once: what an answer shows is
/// looked up, never searched for.
struct OutcomeIndex: Sendable {
  private let outcomes: [DocumentedOutcome]

  init(_ outcomes: [DocumentedOutcome]) {
    self.outcomes = outcomes
  }

  /// Those of one place by their code.
  func codes(at place: String) -> [String: OutcomeSet] {
    table(place, \.code)
  }

  /// The same for codes that are numbers; others are left out.
  func numbers(at place: String) -> [Int: OutcomeSet] {
    var table: [Int: OutcomeSet] = [:]
    for (row, outcome) in outcomes.enumerated() where outcome.place == place {
      if let number = Int(outcome.code) { table[number] = OutcomeSet(row: row) }
    }
    return table
  }

  /// Those of one place by their text, but for one without; of several with one text, the first.
  func texts(at place: String) -> [String: OutcomeSet] {
    table(place, \.text).filter { !$0.key.isEmpty }
  }

  /// The one with this condition in its place: the good one, mostly.
  func only(_ condition: Condition, at place: String) -> OutcomeSet {
    guard
      let row = outcomes.firstIndex(where: { $0.place == place && $0.condition == condition })
    else { fatalError("OutcomeIndex: no outcome \(condition.rawValue) at \(place)") }
    return OutcomeSet(row: row)
  }

  private func table(
    _ place: String, _ key: KeyPath<DocumentedOutcome, String>
  ) -> [String: OutcomeSet] {
    var table: [String: OutcomeSet] = [:]
    for (row, outcome) in outcomes.enumerated() where outcome.place == place {
      if table[outcome[keyPath: key]] == nil { table[outcome[keyPath: key]] = OutcomeSet(row: row) }
    }
    return table
  }
}

extension [DeliveryReport] {
  /// What reports show together. Neighbours mostly have the same stat, which is looked up once.
  func shown(_ row: (String) -> OutcomeSet) -> OutcomeSet {
    var shown = OutcomeSet.none
    var last: String?
    for report in self where report.stat != last {
      shown |= row(report.stat)
      last = report.stat
    }
    return shown
  }
}

extension DialectCatalog {
  /// Every documented outcome, none of them shown yet.
  package var coverage: Coverage {
    Coverage(
      dialects.map { dialect in
        .init(
          name: dialect.policy.name, pushes: dialect.policy.pushes,
          rows: dialect.outcomes.map {
            .init(
              .init(
                id: $0.id, place: $0.place, code: $0.code, text: $0.text,
                condition: $0.condition.rawValue, cause: $0.cause))
          })
      })
  }
}

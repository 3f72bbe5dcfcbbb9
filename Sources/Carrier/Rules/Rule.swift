/// One line of a scenario's script: what it looks for in a request, and how the carrier then reacts.
package struct Rule: Sendable, Equatable {
  /// For people: as written, or `rule 3`.
  package var name: String
  /// Where it begins in the scenario's text, from 1.
  package var line: Int
  var criteria = RuleCriteria()
  /// The n-th match takes the n-th; never empty.
  var reactions: [Reaction] = []
  /// Whether the first reaction follows the last; else the rule then no longer matches, but for a
  /// rule with one reaction that was not written as a list, which matches for ever.
  var isRepeated = true

  /// The number pattern that it is for, if that is one; `?` stands for any digit.
  package var mobile: String? { criteria.mobiles.count == 1 ? criteria.mobiles[0].text : nil }
  /// The dialect that it is for, if that is one.
  package var dialect: String? {
    criteria.dialects.count == 1 ? criteria.dialects.first : nil
  }

  init(name: String, line: Int) {
    self.name = name
    self.line = line
  }
}

/// What a rule looks for. All that is given must hold; what is empty or nil holds for any request.
struct RuleCriteria: Sendable, Equatable {
  var dialects: Set<String> = []
  var operations: Set<Operation.Name> = []
  var accounts: [Glob] = []
  /// Tried on the eleven digits of a mobile number, on anything else as it was sent.
  var mobiles: [Glob] = []
  var contents: [TextPattern] = []
  var extnos: [Glob] = []
  var hours: DailyHours?
  /// Out of 1, for each request that fits all the rest but `nth`.
  var chance: Double?
  var nth: Occurrence?
}

/// Which of the requests that fit a rule it is for, counted from 1.
enum Occurrence: Sendable, Equatable {
  case range(ClosedRange<Int>)
  /// 5, 10, 15 …
  case every(Int)

  func contains(_ count: Int) -> Bool {
    switch self {
    case .range(let range): range.contains(count)
    case .every(let step): count % step == 0
    }
  }
}

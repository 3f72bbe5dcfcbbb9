/// Which of the documented outcomes a run has shown its clients, and how often.
///
/// A value of a fixed size; ``CoverageBook`` has one for each scenario, and one for all.
package struct Coverage: Sendable {
  /// What became of a push, as far as its receiver can tell.
  package enum PushFate: String, Sendable, CaseIterable {
    case acknowledged
    /// The receiver answered, but not as its document wants.
    case refused
    /// It was made once more.
    case retried
    case givenUp = "given_up"
  }

  /// A documented outcome, as the dialect hands it in. Every count of it shares the one object.
  package final class Outcome: Sendable {
    package let id: String
    /// For instance `status`, `result` or `stat`.
    package let place: String
    package let code: String
    package let text: String
    package let condition: String
    /// How to bring it about.
    package let cause: String

    package init(
      id: String, place: String, code: String, text: String, condition: String, cause: String
    ) {
      self.id = id
      self.place = place
      self.code = code
      self.text = text
      self.condition = condition
      self.cause = cause
    }
  }

  /// An outcome, and how often it was shown.
  package struct Row: Sendable {
    package let outcome: Outcome
    /// In how many answers and pushes it was shown.
    package fileprivate(set) var seen = 0
    /// The first request whose answer showed it; nil where none did, or a push did first.
    package fileprivate(set) var firstRequest: Int64?

    package init(_ outcome: Outcome) {
      self.outcome = outcome
    }
  }

  package struct Dialect: Sendable {
    package let name: String
    /// Whether it has a format to push in.
    package let pushes: Bool
    /// In the order of ``OutcomeSet``.
    package fileprivate(set) var rows: [Row]
    fileprivate var fates = [Int](repeating: 0, count: PushFate.allCases.count)

    package init(name: String, pushes: Bool, rows: [Row]) {
      self.name = name
      self.pushes = pushes
      self.rows = rows
    }

    package var seen: Int { rows.count { $0.seen > 0 } }

    package func count(of fate: PushFate) -> Int { fates[fate.index] }
  }

  package private(set) var dialects: [Dialect]

  package init(_ dialects: [Dialect]) {
    self.dialects = dialects
  }

  /// Counts what one answer or one push showed.
  ///
  /// - Parameters:
  ///   - dialect: the name of one that this was made with; another's outcomes are not counted.
  ///   - request: the request that was answered; nil: a push.
  package mutating func note(_ shown: OutcomeSet, by dialect: String, request: Int64?) {
    guard !shown.isEmpty, let index = index(of: dialect) else { return }
    var rest = shown.bits
    while rest != 0 {
      let row = rest.trailingZeroBitCount
      rest &= rest - 1
      guard row < dialects[index].rows.count else { return }
      if dialects[index].rows[row].seen == 0 { dialects[index].rows[row].firstRequest = request }
      dialects[index].rows[row].seen += 1
    }
  }

  /// Counts what became of an attempt to push.
  package mutating func note(_ fate: PushFate, by dialect: String) {
    guard let index = index(of: dialect) else { return }
    dialects[index].fates[fate.index] += 1
  }

  package var seen: Int { dialects.reduce(0) { $0 + $1.seen } }
  package var total: Int { dialects.reduce(0) { $0 + $1.rows.count } }

  /// Of all rows, 0 to 100, rounded down: 100 is all of them.
  package var percentage: Int { total == 0 ? 100 : seen * 100 / total }

  /// Whether at least so many in a hundred of all rows were shown.
  package func isAtLeast(_ min: Int) -> Bool {
    seen * 100 >= min * total
  }

  /// The same of one dialect alone.
  package func of(_ dialect: String) -> Coverage {
    Coverage(dialects.filter { $0.name == dialect })
  }

  private func index(of dialect: String) -> Int? {
    dialects.firstIndex { $0.name == dialect }
  }
}

extension Coverage.PushFate {
  fileprivate var index: Int {
    switch self {
    case .acknowledged: 0
    case .refused: 1
    case .retried: 2
    case .givenUp: 3
    }
  }
}

/// Which outcomes an answer shows, for ``CoverageBook`` once it leaves.
package struct ShownOutcomes: Sendable {
  package var outcomes: OutcomeSet
  /// The dialect's name.
  package var dialect: String
  /// Nil: the request named no account that there is.
  package var scenario: String?
  /// The request's number; nil: a push showed them.
  package var request: Int64?

  package init(_ outcomes: OutcomeSet, by dialect: String, in scenario: String?, request: Int64?) {
    self.outcomes = outcomes
    self.dialect = dialect
    self.scenario = scenario
    self.request = request
  }
}

/// What clients were shown since the process started, of each scenario and of all.
///
/// It is the run's and not the worlds': one that is reset, replaced or removed takes nothing away.
/// Holds the ``mostScenarios`` newest scenarios, by a few kilobytes each.
package final class CoverageBook {
  package static let mostScenarios = 1024

  private let blank: Coverage
  private var all: Coverage
  private var scenarios: [(name: String, coverage: Coverage)] = []
  private var places: [String: Int] = [:]
  /// Where the last one was noted: the next is mostly of the same scenario.
  private var lastPlace = 0

  /// - Parameter blank: every documented outcome, none of them shown yet.
  package init(_ blank: Coverage) {
    self.blank = blank
    all = blank
  }

  /// What the clients of a scenario were shown.
  ///
  /// - Parameter scenario: nil: of all scenarios, and those who named no account.
  package func coverage(of scenario: String? = nil) -> Coverage {
    guard let scenario else { return all }
    return places[scenario].map { scenarios[$0].coverage } ?? blank
  }

  /// An answer has left, or a push was acknowledged.
  package func note(_ shown: ShownOutcomes) {
    guard !shown.outcomes.isEmpty else { return }
    all.note(shown.outcomes, by: shown.dialect, request: shown.request)
    guard let scenario = shown.scenario else { return }
    let place = place(of: scenario)
    scenarios[place].coverage.note(shown.outcomes, by: shown.dialect, request: shown.request)
  }

  /// An attempt to push has ended.
  package func note(_ fates: [Coverage.PushFate], by dialect: String, in scenario: String) {
    let place = place(of: scenario)
    for fate in fates {
      all.note(fate, by: dialect)
      scenarios[place].coverage.note(fate, by: dialect)
    }
  }

  private func place(of scenario: String) -> Int {
    if lastPlace < scenarios.count, scenarios[lastPlace].name == scenario { return lastPlace }
    lastPlace = places[scenario] ?? add(scenario)
    return lastPlace
  }

  private func add(_ scenario: String) -> Int {
    if scenarios.count == Self.mostScenarios { forgetTheOlderHalf() }
    places[scenario] = scenarios.count
    scenarios.append((scenario, blank))
    return scenarios.count - 1
  }

  private func forgetTheOlderHalf() {
    scenarios.removeFirst(Self.mostScenarios / 2)
    places = Dictionary(uniqueKeysWithValues: scenarios.indices.map { (scenarios[$0].name, $0) })
  }
}

@available(*, unavailable)
extension CoverageBook: Sendable {}

package import Carrier
package import HTTP

/// The dialects there are, and which path belongs to which.
package struct DialectCatalog: Sendable {
  package let dialects: [any Dialect]
  /// A few, which one walks through sooner than one hashes a path.
  private let exactPaths: [(path: String, dialect: Int)]
  private let lowercasePaths: [String: Int]

  /// Every dialect, a line each.
  package static let all = DialectCatalog([
    Smgw(),
    Httpbatch(),
    Aspx(),
    Mms(),
  ])

  init(_ dialects: [any Dialect]) {
    self.dialects = dialects
    var exact: [(path: String, dialect: Int)] = []
    var lowercase: [String: Int] = [:]
    for (index, dialect) in dialects.enumerated() {
      for path in dialect.paths {
        if dialect.pathsIgnoreCase {
          lowercase[path.lowercased()] = index
        } else {
          exact.append((path, index))
        }
      }
    }
    exactPaths = exact
    lowercasePaths = lowercase
  }

  /// Whether a path is a dialect's.
  package func owns(_ path: String) -> Bool {
    index(of: path) != nil
  }

  /// The request in the dialect that owns its path.
  package func parse(_ request: HTTPRequest) -> any DialectCall {
    guard let index = index(of: request.target.path) else {
      fatalError("DialectCatalog.parse: nobody owns \(request.target.path); ask owns() first")
    }
    return dialects[index].parse(request)
  }

  private func index(of path: String) -> Int? {
    for exact in exactPaths where exact.path == path { return exact.dialect }
    return lowercasePaths.isEmpty ? nil : lowercasePaths[path.lowercased()]
  }

  /// Every path, for somebody who missed them all.
  package var paths: [String] { dialects.flatMap(\.paths) }

  /// What scenarios may say of dialects.
  package var vocabulary: ScenarioVocabulary {
    ScenarioVocabulary(
      dialects: dialects.map(\.vocabulary), wireSwitches: dialects.flatMap(\.wireSwitches),
      pushStyles: dialects.filter(\.policy.pushes).map(\.policy.name),
      stats: dialects.flatMap(\.outcomes).filter { $0.place == "stat" }.map(\.code))
  }
}

extension Dialect {
  /// What it has codes for, by its outcomes; what its answers hold for the rest.
  fileprivate var vocabulary: DialectVocabulary {
    let ofReports = Set(outcomes.filter { $0.condition == .delivered }.map(\.place))
    let refusals = outcomes.filter { !ofReports.contains($0.place) }
    let ofNumbers = refusals.filter { $0.place == "result" }
    let ofRequests = refusals.filter { $0.place != "result" }
    return DialectVocabulary(
      policy.name, operations: operations,
      rejectStandIns: standIns(beside: ofRequests, among: refusals, ofNumber: false),
      resultStandIns: ofNumbers.isEmpty
        ? nil : standIns(beside: ofNumbers, among: refusals, ofNumber: true),
      rejectCodes: Set(ofRequests.compactMap { Int($0.code) }),
      resultCodes: Set((ofNumbers.isEmpty ? ofRequests : ofNumbers).compactMap { Int($0.code) }))
  }

  private func standIns(
    beside documented: [DocumentedOutcome], among refusals: [DocumentedOutcome], ofNumber: Bool
  ) -> [Condition: String] {
    let known = Set(documented.map(\.condition)).union([.ok])
    let others = Condition.allCases.filter { !known.contains($0) }
    return Dictionary(
      uniqueKeysWithValues: others.map { condition in
        let answer = answer(to: condition, ofNumber: ofNumber)
        let outcome = (documented + refusals).first {
          $0.code.isEmpty ? $0.text == answer : $0.code == answer
        }
        return (condition, outcome.map { "\($0.condition.rawValue) (\(answer))" } ?? answer)
      })
  }
}

package import Carrier
package import HTTP

/// The dialects there are, and which path belongs to which.
package struct DialectCatalog: Sendable {
  package let dialects: [any Dialect]
  private let exactPaths: [String: Int]
  private let lowercasePaths: [String: Int]

  /// Every dialect, a line each.
  package static let all = DialectCatalog([
    Smgw()
  ])

  init(_ dialects: [any Dialect]) {
    self.dialects = dialects
    var exact: [String: Int] = [:]
    var lowercase: [String: Int] = [:]
    for (index, dialect) in dialects.enumerated() {
      for path in dialect.paths {
        if dialect.pathsIgnoreCase {
          lowercase[path.lowercased()] = index
        } else {
          exact[path] = index
        }
      }
    }
    exactPaths = exact
    lowercasePaths = lowercase
  }

  /// The request in its dialect, or nil if its path belongs to none.
  package func parse(_ request: HTTPRequest) -> (any DialectCall)? {
    let path = request.target.path
    if let index = exactPaths[path] { return dialects[index].parse(request) }
    guard !lowercasePaths.isEmpty, let index = lowercasePaths[path.lowercased()] else {
      return nil
    }
    return dialects[index].parse(request)
  }

  /// Every path, for somebody who missed them all.
  package var paths: [String] { dialects.flatMap(\.paths) }

  /// What scenarios may say of dialects.
  package var vocabulary: ScenarioVocabulary {
    ScenarioVocabulary(
      dialects: dialects.map(\.policy.name), wireSwitches: dialects.flatMap(\.wireSwitches),
      pushStyles: dialects.filter(\.pushes).map(\.policy.name))
  }
}

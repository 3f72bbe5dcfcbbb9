package import Carrier
package import Dialects
private import Foundation

/// Scenario files as read from disk: what they say, and what is wrong with them.
package struct ScenarioFiles: Sendable {
  /// In the order named; a file with errors is left out.
  package private(set) var scenarios: [Scenario] = []
  package private(set) var problems: [ScenarioProblem] = []

  package var hasErrors: Bool { problems.contains { $0.severity == .error } }

  package init(_ paths: [String], dialects: DialectCatalog = .all) {
    for path in paths {
      do {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let reading = ScenarioReader.read(bytes, file: path, vocabulary: dialects.vocabulary)
        problems += reading.problems
        if let scenario = reading.scenario { scenarios.append(scenario) }
      } catch {
        problems.append(
          ScenarioProblem(file: path, line: 1, column: 1, message: Self.reason(error)))
      }
    }
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    guard let underlying, underlying.domain == NSPOSIXErrorDomain else {
      return "cannot be read: \(error.localizedDescription)"
    }
    return "cannot be read: \(String(cString: strerror(Int32(underlying.code))))"
  }
}

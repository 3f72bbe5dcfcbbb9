package import Carrier
package import Dialects

/// The scenario that a server plays when none is named: it answers the documents' own examples.
package enum BuiltInScenario {
  /// The text it is read from.
  package static let source: [UInt8] = PackageResources.default_yaml

  /// The words that scenarios may use.
  package static var vocabulary: ScenarioVocabulary { DialectCatalog.all.vocabulary }

  package static func read(dialects: DialectCatalog = .all) -> Scenario {
    let reading = ScenarioReader.read(source, file: "default.yaml", vocabulary: dialects.vocabulary)
    guard let scenario = reading.scenario else {
      fatalError("the built-in scenario has mistakes: \(reading.problems)")
    }
    return scenario
  }
}

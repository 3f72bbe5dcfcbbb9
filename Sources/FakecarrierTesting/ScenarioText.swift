internal import Carrier
internal import Server

/// Reads the texts of scenarios, as `fakecarrier check` does.
enum ScenarioText {
  /// - Throws: ``FakecarrierError`` with a line for each mistake.
  static func read(_ text: String) throws -> Scenario {
    let reading = ScenarioReader.read(
      Array(text.utf8), file: "scenario", vocabulary: BuiltInScenario.vocabulary)
    guard let scenario = reading.scenario else {
      throw FakecarrierError(reading.problems.map(\.description).joined(separator: "\n"))
    }
    return scenario
  }
}

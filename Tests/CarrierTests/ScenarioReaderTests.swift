import Testing

@testable import Carrier

struct ScenarioReaderTests {
  @Test func readsEveryKey() throws {
    let reading = read(completeText)
    #expect(reading.problems.filter { $0.severity == .error }.map(\.description) == [])
    let scenario = try #require(reading.scenario)
    #expect(scenario.name == "quickstart")
  }
}

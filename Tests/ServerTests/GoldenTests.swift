import Foundation
import HTTP
import Testing

/// Plays every folder below `Golden/`: exact request bytes, exact answer bytes.
@Suite struct GoldenTests {
  @Test(arguments: try GoldenCase.all())
  func play(_ golden: GoldenCase) throws {
    for difference in try golden.play() {
      Issue.record("\(difference)")
    }
  }

  @Test func thereAreCases() throws {
    #expect(try GoldenCase.all().count >= 190)
  }
}

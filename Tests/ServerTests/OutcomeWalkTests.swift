import Dialects
import Testing

/// Brings about, over real connections, every outcome in the catalogue.
@Suite struct OutcomeWalkTests {
  private static let provocations =
    SmgwProvocations.all + HttpbatchProvocations.all + AspxProvocations.all + MmsProvocations.all

  @Test(arguments: provocations)
  func cause(_ provocation: Provocation) throws {
    let (answer, neverSeen) = try provocation.play()
    #expect(provocation.isMet(by: answer), "\(answer)")
    let isUnseen = neverSeen.contains(provocation.outcome)
    #expect(isUnseen == Self.isPulledInAnotherLanguage(provocation.outcome))
  }

  /// A document without a pull: its reports show their outcomes where they are pushed.
  private static func isPulledInAnotherLanguage(_ outcome: String) -> Bool {
    HttpbatchProvocations.stats.contains { $0.outcome == outcome }
  }

  @Test func noneIsLeftOut() {
    let provoked = Set(Self.provocations.map(\.outcome))
    for dialect in DialectCatalog.all.dialects {
      for outcome in dialect.outcomes {
        #expect(provoked.contains(outcome.id), "nothing provokes \(outcome.id): \(outcome.cause)")
      }
    }
  }
}

import Carrier
import HTTP
import Testing

@testable import Dialects

/// What scenarios are told of the dialects.
struct VocabularyTests {
  private func dialect(_ name: String) -> DialectVocabulary? {
    DialectCatalog.all.vocabulary.dialects.first { $0.name == name }
  }

  @Test(
    arguments: [
      ("smgw", .systemBusy, "other_error (5)"), ("smgw", .tooFast, "too_many_connections (21)"),
      ("smgw", .noPermission, "account_disabled (7)"), ("smgw", .noSuchUser, "auth_failed (3)"),
      ("smgw", .badMobile, "other_error (5)"), ("smgw", .insufficientBalance, nil),
      ("httpbatch", .phishing, "system_busy (104)"), ("httpbatch", .systemBusy, nil),
      ("httpbatch", .accountDisabled, "no_permission (118)"),
      ("aspx", .systemBusy, "other_error (其他错误)"), ("aspx", .noPermission, nil),
      ("aspx", .undelivered, "other_error (其他错误)"), ("mms", .tooFast, "other_error (8)"),
      ("mms", .noSuchUser, "auth_failed (2)"), ("mms", .ok, nil),
    ] as [(String, Condition, String?)])
  func saysWhatStandsInForAMissingCode(name: String, condition: Condition, standIn: String?) throws
  {
    #expect(try #require(dialect(name)).rejectStandIns[condition] == standIn)
  }

  @Test func onlyOneRefusesSingleNumbers() throws {
    let results = try #require(dialect("smgw")?.resultStandIns)
    #expect(results[.badMobile] == nil && results[.ok] == nil)
    #expect(results[.systemBusy] == "other_error (5)")
    for name in ["httpbatch", "aspx", "mms"] { #expect(dialect(name)?.resultStandIns == nil) }
  }

  /// The set is written down beside what makes operations of requests.
  @Test func knowsTheOperations() throws {
    let actions = [
      "send", "p2p", "overage", "report", "mo", "checkkeyword", "changespwd", "query", "",
    ]
    for dialect in DialectCatalog.all.dialects {
      let targets = dialect.paths.flatMap { path in actions.map { "\(path)?action=\($0)" } }
      let met = targets.compactMap { target in
        dialect.parse(HTTPRequest(method: "GET", target: RequestTarget(target))).operation.name
      }
      #expect(Set(met) == dialect.operations)
    }
  }
}

import Carrier
import HTTP
import Testing

@testable import Dialects

@Suite struct SmgwTests {
  @Test func theCatalogueIsTheDocuments() {
    let outcomes = Smgw().outcomes
    #expect(outcomes.filter { $0.place == "status" }.count == 12)
    #expect(outcomes.filter { $0.place == "result" }.count == 7)
    #expect(outcomes.filter { $0.place == "stat" }.count == 29)
    #expect(Set(outcomes.map { "\($0.place) \($0.code)" }).count == outcomes.count)
  }

  @Test func codesAgreeWithTheCatalogue() {
    for outcome in Smgw().outcomes {
      switch outcome.place {
      case "status" where outcome.condition != .ok:
        let status = SmgwCodes.status(of: outcome.condition)
        #expect(String(status.code) == outcome.code)
        #expect(status.text == outcome.text)
      case "result" where outcome.condition != .ok:
        #expect(String(SmgwCodes.result(of: .condition(outcome.condition))) == outcome.code)
      case _: break
      }
    }
  }

  @Test func everyRuleBitesWhereTheCatalogueSaysSo() {
    let policy = Smgw().policy
    let organic = Smgw().outcomes.filter { !$0.cause.hasPrefix("only by a rule") }
    for outcome in organic where outcome.place == "stat" && outcome.condition != .delivered {
      #expect(policy.placement(of: outcome.condition) == .report(stat: outcome.code))
    }
    for outcome in organic where outcome.place == "result" && outcome.condition != .ok {
      #expect(policy.placement(of: outcome.condition) == .number)
    }
  }

  @Test(arguments: [
    ("code", "<error>5</error>"), ("text", "<error>&lt;忙&gt;</error>"),
    ("symbol", "<error>CONN_OTHER</error>"),
  ])
  func aRulesTextIsTheRemarkOfARefusedPull(_ choice: String, _ error: String) {
    let refusal = Refusal(.otherError, wording: .text("<忙>"))
    let wire = WireSettings(values: [SmgwSwitches.message.name: .choice(choice)])
    let answer = SmgwXML(wire: wire).answer(to: .refused(refusal), .report)
    let lines = answer.body.utf8Text.split(separator: "\n")
    #expect(lines.contains(Substring(error)))
    #expect(lines.contains("<remark>&lt;忙&gt;</remark>"))
  }

  @Test(arguments: [
    ("13800138000\ta", ["13800138000"], ["a"]),
    ("13800138000#a#b\tc", ["13800138000"], ["a#b\tc"]),
    ("1\ta\r2#b\n3\tc\r\n4\td\r\n", ["1", "2", "3", "4"], ["a", "b", "c", "d"]),
    ("\r\n \n 1 \t a \n\n", ["1"], [" a "]),
    ("1\n2\tb", ["1", "2"], ["", "b"]),
    ("\tb", [""], ["b"]),
  ])
  func pairs(_ list: String, _ mobiles: [String], _ contents: [String]) throws {
    let parts = try #require(SmgwPairs.parse(Bytes(list)))
    #expect(parts.map(\.mobiles) == mobiles.map { [$0] })
    #expect(parts.map(\.content) == contents)
  }

  @Test(arguments: ["", "\n\n", "13800138000", "13800138000 hello\n13800138001 hello"])
  func aListWithoutSeparatorIsNoList(_ list: String) {
    #expect(SmgwPairs.parse(Bytes(list)) == nil)
  }
}

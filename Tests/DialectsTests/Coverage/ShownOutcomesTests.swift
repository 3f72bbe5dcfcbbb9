import HTTP
import Testing

@testable import Carrier
@testable import Dialects

@Suite struct ShownOutcomesTests {
  @Test(arguments: Showing.all)
  func anAnswerShowsItsRow(_ showing: Showing) {
    #expect(showing.shown == showing.beside.union([showing.id]))
  }

  /// A report shows its row wherever it is handed out.
  @Test func aReportShowsItsRow() {
    for dialect in DialectCatalog.all.dialects {
      for row in dialect.outcomes where row.place == "stat" {
        let stat = row.condition == .upstream ? "MO:9999" : row.code
        #expect(dialect.ids(of: dialect.shownOutcomes(ofReport: stat)) == [row.id])
      }
    }
  }

  @Test func noRowIsLeftOut() {
    let shown = Set(Showing.all.map(\.id))
    let pushed = Httpbatch().outcomes.filter { $0.place == "stat" }.map(\.id)
    let all = DialectCatalog.all.dialects.flatMap(\.outcomes).map(\.id)
    #expect(all.count == 131)
    #expect(shown.union(pushed) == Set(all))
    for dialect in DialectCatalog.all.dialects {
      #expect(dialect.outcomes.count <= OutcomeSet.capacity)
    }
  }

  /// Codes, texts and stats that no row has.
  @Test(arguments: [
    Showing("", Smgw(), "/sms?action=send", Showing.refused(.otherError, .code(999))),
    Showing("", Smgw(), "/sms?action=send", Showing.refused(.otherError, .text("no"))),
    Showing("", Smgw(), "/sms?action=report", Showing.reports("XX:0001", "MO:12a4", "MO:12345")),
    Showing("", Smgw(), "/sms?action=mo", Showing.replies),
    Showing("", Httpbatch(), "/msg/HttpBatchSendSM", Showing.refused(.tooFast, .code(114))),
    Showing("", Httpbatch(), "/msg/QueryBalance", Showing.refused(.tooFast, .code(117))),
    Showing("", Aspx(), "/sms.aspx?action=send", Showing.refused(.otherError, .text("no"))),
    Showing("", Aspx(), "/sms.aspx?action=overage", Showing.refused(.ipDenied)),
    Showing("", Aspx(), "/statusApi.aspx", Showing.refused(.otherError, .code(9))),
    Showing("", Aspx(), "/statusApi.aspx", Showing.reports()),
    Showing("", Mms(), "/sendmms.aspx?action=send", Showing.refused(.otherError, .code(11))),
    Showing("", Mms(), "/sendmms.aspx?action=overage", Showing.refused(.ipDenied)),
  ])
  func whatNoRowHasShowsNone(_ showing: Showing) {
    #expect(showing.shown.isEmpty)
  }

  /// XML says 15 for the request, JSON for each of its numbers.
  @Test func nothingPaidIsAStatusInXML() {
    let unpaid = Showing.receipt([.condition(.insufficientBalance)])
    #expect(Showing("", Smgw(), "/sms?action=send", unpaid).shown == ["smgw.status.15"])
    #expect(
      Showing("", Smgw(), "/sms?action=send&rt=json", unpaid).shown
        == ["smgw.status.0", "smgw.result.15"])
  }
}

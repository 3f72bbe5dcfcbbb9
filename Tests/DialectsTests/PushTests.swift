import Carrier
import HTTP
import Testing

@testable import Dialects

/// The bytes of pushes, against the examples that the documents print.
@Suite struct PushTests {
  private let report = DeliveryReport(
    id: MessageID(0x4C36_6543_8272_0006), task: 12345, mobile: "18983437011", extno: "1069012345",
    stat: "DELIVRD", time: LocalTime(year: 2017, month: 4, day: 12, hour: 1, minute: 38, second: 21)
  )
  private let reply = Reply(
    id: MessageID(0x4C36_6543_8272_0005), mobile: "18983437010", extno: "1069012345",
    content: "上行内容",
    time: LocalTime(year: 2017, month: 4, day: 12, hour: 1, minute: 38, second: 21))

  private func settings(_ change: (inout PushSettings) -> Void = { _ in }) -> PushSettings {
    var settings = PushSettings()
    change(&settings)
    return settings
  }

  /// Document 003, section 6.2, compact, and with the access code that its table has.
  @Test func smgwPushesOneArray() {
    let requests = Smgw().pushRequests(
      for: [.reply(reply), .report(report)], of: "922011", settings { $0.method = .get })
    #expect(
      requests == [
        PushRequest(
          method: "POST", contentType: "application/json; charset=utf-8",
          body: Bytes(
            """
            [{"flag":0,"mid":"4C36654382720005","spid":"922011","accessCode":"1069012345",\
            "mobile":"18983437010","content":"上行内容","time":"2017-04-12 01:38:21"},\
            {"flag":1,"mid":"4C36654382720006","spid":"922011","accessCode":"1069012345",\
            "mobile":"18983437011","stat":"DELIVRD","time":"2017-04-12 01:38:21"}]
            """))
      ])
  }

  @Test(arguments: [
    (200, "OK", true, true), (200, " \r\nOK\n", true, true), (204, "", false, true),
    (201, "OK", true, true), (200, "ok", false, true), (200, "OK OK", false, true),
    (200, "{\"OK\"}", false, true), (200, "", false, true), (302, "OK", false, false),
    (500, "OK", false, false), (199, "OK", false, false), (300, "OK", false, false),
  ])
  func smgwWantsOK(_ status: Int, _ body: String, _ isOK: Bool, _ isAny: Bool) {
    #expect(Smgw().isAcknowledged(status: status, body: Bytes(body), settings()) == isOK)
    #expect(
      Smgw().isAcknowledged(status: status, body: Bytes(body), settings { $0.ack = .any }) == isAny)
  }

  @Test func anAcknowledgementIsSaidInWords() {
    #expect(Smgw().acknowledgement(settings()).hasPrefix("a 2xx with the body OK"))
    #expect(Smgw().acknowledgement(settings { $0.ack = .any }) == "any 2xx")
    #expect(Httpbatch().acknowledgement(settings()) == "any 2xx")
  }

  /// Document 001, section 2.3.
  @Test func httpbatchPushesByGet() {
    let requests = Httpbatch().pushRequests(
      for: [.report(report)], of: "test01",
      settings { ($0.receiver, $0.password) = ("admin", "12345") })
    let query =
      "receiver=admin&pswd=12345&msgid=12345&reportTime=1704120138&mobile=18983437011"
      + "&status=DELIVRD"
    #expect(requests == [PushRequest(method: "GET", query: Bytes(query))])
    #expect(requests[0].target(of: Bytes("/r")) == Bytes("/r?" + query))
    #expect(requests[0].target(of: Bytes("/r?")) == Bytes("/r?" + query))
    #expect(requests[0].target(of: Bytes("/r?a=1")) == Bytes("/r?a=1&" + query))
    #expect(requests[0].target(of: Bytes("/r?a=1&")) == Bytes("/r?a=1&" + query))
  }

  @Test func httpbatchPushesAFormByPost() {
    let requests = Httpbatch().pushRequests(
      for: [.report(report)], of: "test01", settings { $0.method = .post })
    #expect(
      requests == [
        PushRequest(
          method: "POST", contentType: "application/x-www-form-urlencoded",
          body: Bytes(
            "receiver=&pswd=&msgid=12345&reportTime=1704120138&mobile=18983437011&status=DELIVRD"))
      ])
    #expect(requests[0].target(of: Bytes("/r?a=1")) == Bytes("/r?a=1"))
  }

  @Test func httpbatchPushesALongReplyPartByPart() {
    var long = reply
    long.content = String(repeating: "好", count: 100)
    let requests = Httpbatch().pushRequests(for: [.reply(long)], of: "test01", settings())
    #expect(requests.count == 2)
    #expect(requests[0].query.utf8Text.hasSuffix("&isems=1&emshead=5,2,1"))
    #expect(requests[1].query.utf8Text.hasSuffix("&isems=1&emshead=5,2,2"))
  }

  @Test func httpbatchTakesAny2xx() {
    for (status, isTaken) in [(200, true), (299, true), (302, false), (500, false)] {
      #expect(
        Httpbatch().isAcknowledged(status: status, body: Bytes("hm"), settings()) == isTaken)
    }
  }

  /// What the policies say is what the catalogue has.
  @Test func whoSaysThatItPushesDoes() {
    let catalog = DialectCatalog.all
    #expect(
      catalog.pushStyles.map(\.name) == catalog.dialects.filter(\.policy.pushes).map(\.policy.name))
    #expect(catalog.pushStyles.map(\.mostItems) == [500, 1])
    #expect(catalog.dialects.count > catalog.pushStyles.count)
  }
}

import Carrier
import HTTP
import Testing

@testable import Dialects

@Suite struct HttpbatchTests {
  @Test func theCatalogueIsTheDocuments() {
    let outcomes = Httpbatch().outcomes
    #expect(outcomes.count == 32)
    #expect(Set(outcomes.map(\.id)).count == 32)
    for outcome in outcomes where outcome.place == "status" && outcome.condition != .ok {
      #expect(String(HttpbatchCodes.status(of: Refusal(outcome.condition))) == outcome.code)
    }
  }

  private let receiver = HttpbatchPush.Receiver(name: "admin", password: "12345")

  /// The example of document 001, section 2.3.
  @Test func aReportIsPushedAsPrinted() {
    let report = DeliveryReport(
      id: MessageID(1), task: 12345, mobile: "13900210021", extno: "", stat: "DELIVRD",
      time: LocalTime(year: 2010, month: 12, day: 24, hour: 10, minute: 2))
    #expect(
      HttpbatchPush.parameters(of: report, to: receiver).utf8Text
        == "receiver=admin&pswd=12345&msgid=12345&reportTime=1012241002&mobile=13900210021"
        + "&status=DELIVRD")
  }

  private func reply(_ content: String) -> Reply {
    Reply(
      id: MessageID(0x1FF), mobile: "13800210021", extno: "1065751600001", content: content,
      time: LocalTime(year: 2012, month: 8, day: 21, hour: 22, minute: 5))
  }

  /// The first example of section 3.2.
  @Test func aShortReplyIsPushedAsPrinted() {
    #expect(
      HttpbatchPush.parameters(of: reply("hello"), to: receiver).map(\.utf8Text) == [
        "receiver=admin&pswd=12345&moTime=1208212205&destcode=1065751600001"
          + "&mobile=13800210021&msg=hello"
      ])
  }

  @Test func aLongReplyIsPushedInParts() {
    let pushes = HttpbatchPush.parameters(
      of: reply(String(repeating: "好", count: 135)), to: receiver
    ).map(\.utf8Text)
    #expect(pushes.count == 3)
    #expect(pushes[0].hasSuffix("%E5%A5%BD&isems=1&emshead=255,3,1"))
    #expect(pushes[2].hasSuffix("&msg=%E5%A5%BD&isems=1&emshead=255,3,3"))
  }

  @Test func emptyValuesKeepTheirSign() {
    let nobody = HttpbatchPush.Receiver(name: "", password: "")
    #expect(
      HttpbatchPush.parameters(of: reply("a b&c=+%"), to: nobody).map(\.utf8Text) == [
        "receiver=&pswd=&moTime=1208212205&destcode=1065751600001&mobile=13800210021"
          + "&msg=a%20b%26c%3D%2B%25"
      ])
  }

  @Test(arguments: [(0, [0]), (70, [70]), (71, [67, 4]), (134, [67, 67]), (135, [67, 67, 1])])
  func partsAreAsLongAsSegments(_ length: Int, _ expected: [Int]) {
    let parts = ReplyParts.split(String(repeating: "a", count: length))
    #expect(parts.map(\.utf16.count) == expected)
  }

  @Test func noCharacterIsCut() {
    let text = String(repeating: "a", count: 66) + "😀" + String(repeating: "b", count: 10)
    let parts = ReplyParts.split(text)
    #expect(parts.map(\.utf16.count) == [66, 12])
    #expect(parts.joined() == text)
  }
}

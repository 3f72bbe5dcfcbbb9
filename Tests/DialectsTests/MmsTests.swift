import Carrier
import Foundation
import HTTP
import Testing

@testable import Dialects

@Suite struct MmsTests {
  /// Document 004, section 2.1.2.
  private static let documentExample =
    "3,txt|zsSxvg==,jpg|4AAQSkZJRgABAgAAZABk; "
    + "3,gif|ExghIhcXGRcXIiQdIB8fIB0kJCssLywrJDk5Pj45OUFBQ"

  @Test func codesAgreeWithTheCatalogue() {
    for outcome in Mms().outcomes where outcome.condition != .ok {
      switch outcome.place {
      case "send":
        #expect(String(MmsCodes.code(of: Refusal(outcome.condition)).number) == outcome.code)
        #expect(MmsCodes.code(of: Refusal(outcome.condition)).text == outcome.text)
      case "overage":
        #expect(MmsCodes.code(of: Refusal(outcome.condition)).text == outcome.text)
      case "error":
        #expect(String(MmsCodes.reportError(of: Refusal(outcome.condition)).number) == outcome.code)
        #expect(MmsCodes.reportError(of: Refusal(outcome.condition)).text == outcome.text)
      case _: break
      }
    }
  }

  @Test func theDocumentsExampleIsRead() throws {
    let frames = try #require(MmsContent.parse(Bytes(Self.documentExample))).frames
    #expect(frames.map(\.seconds) == [3, 3])
    #expect(frames.map { $0.parts.map(\.type) } == [["txt", "jpg"], ["gif"]])
    #expect(Charset.gbk.validText(frames[0].parts[0].data) == "文本")
    #expect(frames[0].parts[1].data.count == 15)
    // The gif's 45 characters are eleven groups and one character of a twelfth.
    #expect(frames[1].parts[0].data.count == 33)
  }

  @Test func aMessageIsTranslatedWhole() throws {
    let query = "ACTION=send&account=a&password=b&userid=12&mobile=13800138000,x&title=%E5%BD%A9"
    let request = HTTPRequest(
      method: "POST", target: RequestTarget("/SendMms.aspx?" + query),
      body: Bytes("StartTime=2017-04-12+02:00:00&content=3,TXT|zsSxvg=="))
    let operation = Mms().parse(request).operation
    #expect(operation.credentials.userid == "12")
    guard case .submit(let draft) = operation.kind else {
      Issue.record("\(operation.kind)")
      return
    }
    #expect(draft.parts.map(\.content) == ["彩"])
    #expect(draft.parts.map(\.mobiles) == [["13800138000", "x"]])
    #expect(draft.sendTime == LocalTime(year: 2017, month: 4, day: 12, hour: 2))
    let text = Multimedia.Part(type: "txt", data: [0xCE, 0xC4, 0xB1, 0xBE])
    #expect(draft.multimedia == Multimedia(frames: [.init(seconds: 3, parts: [text])]))
  }

  @Test func aThousandPartsAreEnough() {
    let frames = Array(repeating: "1,txt|zsSxvg==", count: 1001)
    #expect(MmsContent.parse(Bytes(frames.dropLast().joined(separator: ";"))) != nil)
    #expect(MmsContent.parse(Bytes(frames.joined(separator: ";"))) == nil)
  }

  /// Whatever a content breaks off with, it is read or it is not.
  @Test func everyPrefixOfAContentIsSafe() {
    let content = Bytes(Self.documentExample + ";\r\n10,TXT|zsS\nxvg=,gif|;")
    #expect(MmsContent.parse(content) != nil)
    for count in 0...content.count {
      _ = MmsContent.parse(Bytes(content[..<count]))
      _ = MmsContent.parse(Bytes(content[count...]))
    }
    for index in content.indices {
      for byte in Bytes(";,| =A0%\n") + [0, 0x80, 0xFF] {
        var changed = content
        changed[index] = byte
        _ = MmsContent.parse(changed)
      }
    }
  }

  @Test(arguments: [
    ("3,txt|zsSxvg==", 1), ("3,txt|zsSxvg==;", 1), ("; 3,txt|zsSxvg==;;", 1), ("", 0), (" ; ", 0),
    ("3, txt| zsSxvg==, JPG|AA;\r\n0,Gif|", 2),
  ])
  func contents(_ content: String, _ frames: Int) {
    #expect(MmsContent.parse(Bytes(content))?.frames.count == frames)
  }

  @Test(arguments: [
    "3", "3,", "3,txt", "3,txt|zsSxvg==,", "txt|zsSxvg==", ",txt|zsSxvg==", "x,txt|zsSxvg==",
    "-3,txt|zsSxvg==", "3 ,txt|zsSxvg==", "99999999999999999999,txt|zsSxvg==", "3,png|AAAA",
    "3,|AAAA", "3,jpeg|AAAA", "3,jpg|AA*A", "3,jpg|AA|AA", "3,jpg|AA-_", "3,txt|/w==",
    "3,txt|zsSx", "3,txt|zsSxvg==;3",
  ])
  func malformedContents(_ content: String) {
    #expect(MmsContent.parse(Bytes(content)) == nil)
  }

  @Test(arguments: [
    ("", []), ("AAEC", [0, 1, 2]), ("AAE=", [0, 1]), ("AA==", [0]), ("AAE", [0, 1]), ("AA", [0]),
    ("A", []), ("AAECA", [0, 1, 2]), ("AA\r\nEC\n", [0, 1, 2]), ("AA=\r\n= ", [0]), ("AA=", [0]),
    ("++//", [0xFB, 0xEF, 0xFF]), ("  //", [0xFB, 0xEF, 0xFF]), ("====", []),
  ])
  func base64(_ text: String, _ expected: [UInt8]) {
    #expect(LenientBase64.decode(Bytes(text)[...]) == expected)
  }

  @Test(arguments: ["A=A", "AA==AA==", "AAE-", "AAE_", "AA\tEC", "%", "\u{E9}", "\0"])
  func notBase64(_ text: String) {
    #expect(LenientBase64.decode(Bytes(text)[...]) == nil)
  }

  @Test func base64IsTheSystems() {
    for count in 0..<100 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
      let text = Data(bytes).base64EncodedString(options: .lineLength64Characters)
      #expect(LenientBase64.decode(Bytes(text)[...]) == bytes)
    }
  }

  @Test(arguments: [
    ("0", 0), ("007", 7), ("9223372036854775807", Int.max), ("9223372036854775808", nil),
    ("", nil), ("+1", nil), ("-1", nil), ("1.0", nil), (" 1", nil), ("１", nil),
  ])
  func digits(_ text: String, _ expected: Int?) {
    #expect(Int(digits: text.utf8) == expected)
  }

  @Test func cdataIsNeverEndedByItsText() {
    var xml = SpacedXML("", capacity: 0)
    xml.write("a", cdata: "x]]>y")
    #expect(
      xml.end().utf8Text == "<returnsms>\n <a><![CDATA[x]]]]><![CDATA[>y]]></a></returnsms>")
  }
}

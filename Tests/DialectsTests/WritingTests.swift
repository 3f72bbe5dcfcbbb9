import Carrier
import Foundation
import HTTP
import Testing

@testable import Dialects

@Suite struct WritingTests {
  private func written(_ write: (inout ByteWriter) -> Void) -> String {
    var writer = ByteWriter(capacity: 0)
    write(&writer)
    return writer.bytes.utf8Text
  }

  @Test(arguments: [0, 7, 10, -1, 1_234_567_890, .max, .min])
  func numbers(_ value: Int64) {
    #expect(written { $0.write(value) } == String(value))
  }

  @Test func hexadecimals() {
    #expect(written { $0.write(hex: 0x4C2C_A883_8272_0003) } == "4C2CA88382720003")
    #expect(written { $0.write(hex: 0xA) } == "000000000000000A")
  }

  @Test func times() {
    let time = LocalTime(year: 2017, month: 4, day: 2, hour: 1, minute: 8, second: 9)
    #expect(written { $0.write(time) } == "2017-04-02 01:08:09")
  }

  /// What one writes the system's own parsers read back.
  @Test(arguments: ["", "内容", "a\"b\\c/d\r\n\t\u{8}\u{C}\u{1}\u{1F}\u{7F}", "😀\u{2028}", "a\0b"])
  func jsonIsReadBack(_ text: String) throws {
    let json = written { $0.write(json: text) }
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
    #expect(read as? String == text)
  }

  @Test(arguments: [
    ("a<b>&c", "a&lt;b&gt;&amp;c"), ("\"'", "\"'"), ("a\r\nb\t", "a&#13;\nb\t"),
    ("a\0b\u{1}", "a\u{FFFD}b\u{FFFD}"), ("\u{FFFE}x\u{FFFF}", "\u{FFFD}x\u{FFFD}"),
    ("ﾀ\u{FFFD}", "ﾀ\u{FFFD}"), ("]]>", "]]&gt;"),
  ])
  func xml(_ text: String, _ expected: String) {
    #expect(written { $0.write(xml: text) } == expected)
  }

  @Test(arguments: [
    ("", ""), ("a<&>b", "a<&>b"), ("]]>", "]]]]><![CDATA[>"), ("]>", "]>"),
    ("x\0", "x\u{FFFD}"), ("\u{FFFF}]]>]]>", "\u{FFFD}]]]]><![CDATA[>]]]]><![CDATA[>"),
  ])
  func cdata(_ text: String, _ expected: String) {
    #expect(written { $0.write(cdata: text) } == "<![CDATA[\(expected)]]>")
  }

  @Test(arguments: [
    ("13800138000", ["13800138000"]), (" 1 , 2 ,, 3 ,", ["1", "2", "3"]), ("", []), (", ,", []),
  ])
  func recipients(_ list: String, _ expected: [String]) {
    #expect(Recipients.split(Bytes(list)) == expected)
  }
}

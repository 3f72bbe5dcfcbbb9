import HTTP
import Testing

@Suite struct CharsetTests {
  @Test func gbkIsReadAsItsSuperset() {
    #expect(Charset.gbk.text([0xC4, 0xDA, 0xC8, 0xDD]) == "内容")
    // 镕 is in GBK but not in GB2312; 😀 is in GB18030 alone.
    #expect(Charset.gbk.text([0xE9, 0x46]) == "镕")
    #expect(Charset.gbk.text([0x94, 0x39, 0xFC, 0x36]) == "😀")
    #expect(Charset.gbk.text(Bytes("a\0b")) == "a\0b")
    #expect(Charset.gbk.text([]) == "")
  }

  @Test func whatIsNoTextLosesNothingBesideIt() {
    #expect(Charset.gbk.text([0x61, 0xFF, 0xC4, 0xDA]) == "a\u{FFFD}内")
    #expect(Charset.gbk.text([0xC4, 0xDA, 0xC8]) == "内\u{FFFD}")
    #expect(Charset.utf8.text([0xE5, 0x86]) == "\u{FFFD}")
    #expect(Charset.gbk.validText([0xC4, 0xDA, 0xC8]) == nil)
    #expect(Charset.gbk.validText([0xC4, 0xDA]) == "内")
    #expect(Charset.utf8.validText([0xC4, 0xDA]) == nil)
  }

  @Test func whatGBKLacksIsAQuestionMark() {
    #expect(Charset.gbk.bytes("内a😀容é") == [0xC4, 0xDA, 0x61, 0x3F, 0xC8, 0xDD, 0xA8, 0xA6])
    #expect(Charset.gbk.bytes("") == [])
  }

  @Test func longTextsGoThere() {
    let text = String(repeating: "您好a", count: 5000)
    #expect(Charset.gbk.text(Charset.gbk.bytes(text)) == text)
  }

  /// One replacement a byte, and still one walk over them.
  @Test func aMegabyteOfNoTextIsReadInOneGo() {
    let text = Charset.gbk.text(Bytes(repeating: 0xFF, count: 1 << 20))
    #expect(text.unicodeScalars.count == 1 << 20)
    let lacking = String(repeating: "😀", count: 1 << 18)
    #expect(Charset.gbk.bytes(lacking) == Bytes(repeating: 0x3F, count: 1 << 18))
  }
}

extension ByteWriter {
  /// A text as character data of XML 1.0. What XML has no form for, such as a NUL, becomes U+FFFD.
  mutating func write(xml text: String) {
    var text = text
    text.withUTF8 { source in
      var index = 0
      while index < source.count {
        let byte = source[index]
        index += 1
        switch byte {
        case UInt8(ascii: "&"): write("&amp;")
        case UInt8(ascii: "<"): write("&lt;")
        case UInt8(ascii: ">"): write("&gt;")
        // A bare CR would be read back as LF.
        case 13: write("&#13;")
        case 0..<9, 11, 12, 14..<32: write("\u{FFFD}")
        case 0xEF where Self.isNoncharacter(source, index - 1):
          write("\u{FFFD}")
          index += 2
        case _: write(byte)
        }
      }
    }
  }

  /// A text as a CDATA section, or as several where it holds the end of one. What XML has no form
  /// for becomes U+FFFD; a CR is read back as LF, as no section can hold one.
  mutating func write(cdata text: String) {
    write("<![CDATA[")
    var text = text
    text.withUTF8 { source in
      var index = 0
      while index < source.count {
        let byte = source[index]
        index += 1
        switch byte {
        case UInt8(ascii: ">") where source[..<(index - 1)].suffix(2).elementsEqual("]]".utf8):
          write("]]><![CDATA[>")
        case 0..<9, 11, 12, 14..<32: write("\u{FFFD}")
        case 0xEF where Self.isNoncharacter(source, index - 1):
          write("\u{FFFD}")
          index += 2
        case _: write(byte)
        }
      }
    }
    write("]]>")
  }

  /// Whether U+FFFE or U+FFFF starts here, which XML does not allow.
  private static func isNoncharacter(_ source: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + 2 < source.count && source[index + 1] == 0xBF && source[index + 2] >= 0xBE
  }
}

internal import Carrier
internal import HTTP

/// A `mobileContentList` (documents 000 and 003, section 2.2): a number, TAB or `#`, and its text a
/// line; lines end with LF, CR or both.
enum SmgwPairs {
  /// A part for each line that is not blank, or nil if no line has a separator.
  static func parse(_ list: Bytes) -> [Draft.Part]? {
    var parts: [Draft.Part] = []
    var hasSeparator = false
    for line in list.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      guard !line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == 9 }) else { continue }
      if let separator = line.firstIndex(where: { $0 == 9 || $0 == UInt8(ascii: "#") }) {
        hasSeparator = true
        parts.append(part(line[..<separator], line[(separator + 1)...]))
      } else {
        parts.append(part(line, []))
      }
    }
    return hasSeparator ? parts : nil
  }

  private static func part(
    _ mobile: ArraySlice<UInt8>, _ content: ArraySlice<UInt8>
  ) -> Draft.Part {
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") }
    let start = mobile.firstIndex { !isSpace($0) } ?? mobile.endIndex
    let end = mobile.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    return Draft.Part(
      content: String(decoding: content, as: UTF8.self),
      mobiles: [String(decoding: mobile[start..<end], as: UTF8.self)])
  }
}

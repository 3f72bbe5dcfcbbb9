/// `multipart/form-data` (RFC 7578), read as leniently as it is met in the wild: bare LF counts as
/// CR LF, and a body that breaks off ends its last part.
enum Multipart {
  struct Part {
    var name: Range<Int>
    var value: Range<Int>
  }

  /// The boundary that a content type names; nil unless it is `multipart/form-data` with one.
  static func boundary(contentType: ArraySlice<UInt8>?) -> Bytes? {
    guard let contentType, starts(contentType, with: "multipart/form-data") else { return nil }
    return parameter("boundary", in: contentType).map { Bytes(contentType[$0]) }
  }

  /// The parts that have a name. A file's content is its value.
  static func parts(of body: Bytes, boundary: Bytes) -> [Part] {
    let delimiter = Bytes("--") + boundary
    var parts: [Part] = []
    var part: (name: Range<Int>?, start: Int)?
    var inHeaders = false
    var line = 0
    while line < body.count {
      let feed = body[line...].firstIndex(of: 10) ?? body.count
      let end = feed > line && feed < body.count && body[feed - 1] == 13 ? feed - 1 : feed
      if body[line..<end].starts(with: delimiter) {
        if let part, let name = part.name, !inHeaders {
          parts.append(Part(name: name, value: part.start..<endOfValue(body, part.start, line)))
        }
        part = (nil, end)
        inHeaders = true
      } else if inHeaders, line == end {
        part?.start = min(feed + 1, body.count)
        inHeaders = false
      } else if inHeaders, starts(body[line..<end], with: "content-disposition:") {
        part?.name = parameter("name", in: body[line..<end])
      }
      line = feed + 1
    }
    if let part, let name = part.name, !inHeaders {
      parts.append(Part(name: name, value: part.start..<body.count))
    }
    return parts
  }

  /// A value ends before the line break that the delimiter's line starts after.
  private static func endOfValue(_ body: Bytes, _ start: Int, _ delimiterLine: Int) -> Int {
    var end = delimiterLine
    if end > start, body[end - 1] == 10 { end -= 1 }
    if end > start, body[end - 1] == 13 { end -= 1 }
    return end
  }

  private static func starts(_ bytes: ArraySlice<UInt8>, with text: StaticString) -> Bool {
    bytes.withUnsafeBufferPointer { $0.starts(withLowercase: text) }
  }

  /// Where the value of `; name=value` or `; name="value"` stands.
  private static func parameter(
    _ name: StaticString, in header: ArraySlice<UInt8>
  ) -> Range<Int>? {
    var index = header.startIndex
    while let semicolon = header[index...].firstIndex(of: UInt8(ascii: ";")) {
      index = semicolon + 1
      while index < header.endIndex, header[index] == UInt8(ascii: " ") { index += 1 }
      guard starts(header[index...], with: name) else { continue }
      var value = index + name.utf8CodeUnitCount
      guard value < header.endIndex, header[value] == UInt8(ascii: "=") else { continue }
      value += 1
      if value < header.endIndex, header[value] == UInt8(ascii: "\"") {
        let end = header[(value + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? header.endIndex
        return (value + 1)..<end
      }
      let end =
        header[value...].firstIndex { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: " ") }
        ?? header.endIndex
      return value..<end
    }
    return nil
  }
}

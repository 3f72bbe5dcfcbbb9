/// A request's header lines as they came, `Name: value` CR LF each, in one block of bytes: kept
/// whole for the journal, and searched only for the few names that somebody asks for.
package struct HTTPHeaders: Sendable, Equatable {
  /// Every line with its CR LF, in the order of arrival.
  package private(set) var block: Bytes
  /// Where the value of `Content-Type` stands, which each request is asked for more than once.
  private var contentTypeRange: Range<Int>?

  package init(block: Bytes = []) {
    self.block = block
    findContentType()
  }

  /// - Parameter contentType: where the value of the first `Content-Type` stands; nil without one.
  package init(block: Bytes, contentType: Range<Int>?) {
    self.block = block
    contentTypeRange = contentType
  }

  /// Adds a line at the end.
  package mutating func append(name: String, value: String) {
    block.append(contentsOf: name.utf8)
    block.append(contentsOf: [UInt8(ascii: ":"), UInt8(ascii: " ")])
    block.append(contentsOf: value.utf8)
    block.append(contentsOf: [13, 10])
    findContentType()
  }

  private mutating func findContentType() {
    contentTypeRange = block.withUnsafeBufferPointer { Self.value(of: "Content-Type", in: $0) }
  }

  /// The value of `Content-Type`; nil without one.
  package var contentType: ArraySlice<UInt8>? { contentTypeRange.map { block[$0] } }

  /// The value of the first line with this name, letters in either case; nil without one.
  package func first(_ name: StaticString) -> ArraySlice<UInt8>? {
    block.withUnsafeBufferPointer { Self.value(of: name, in: $0) }.map { block[$0] }
  }

  private static func value(
    of name: StaticString, in block: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    let length = name.utf8CodeUnitCount
    var start = 0
    while start < block.count {
      let end = block.next(13, from: start)
      if start + length + 2 <= end, block[start + length] == UInt8(ascii: ":") {
        var same = 0
        while same < length,
          block[start + same].asciiLowercased == name.utf8Start[same].asciiLowercased
        {
          same += 1
        }
        if same == length { return start + length + 2..<end }
      }
      start = end + 2
    }
    return nil
  }
}

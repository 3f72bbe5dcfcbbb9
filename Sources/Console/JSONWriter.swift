internal import HTTP

/// Writes JSON straight to bytes, keys in the order they are written and nothing left out: what has
/// no value is null.
struct JSONWriter {
  private(set) var bytes: Bytes = []
  /// Whether something stands before the next value that a comma must part it from.
  private var isBehindValue = false

  static func bytes(_ body: (inout JSONWriter) -> Void) -> Bytes {
    var writer = JSONWriter()
    body(&writer)
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
  }

  mutating func object(_ body: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "{"))
    body(&self)
    close(UInt8(ascii: "}"))
  }

  mutating func array<Items: Sequence>(
    _ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void
  ) {
    open(UInt8(ascii: "["))
    for item in items { body(&self, item) }
    close(UInt8(ascii: "]"))
  }

  mutating func value(_ text: String) {
    part()
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { escape($0) }
    bytes.append(UInt8(ascii: "\""))
    isBehindValue = true
  }

  mutating func value(_ number: Int64) {
    literal(String(number))
  }

  mutating func value(_ number: UInt64) {
    literal(String(number))
  }

  mutating func value(_ flag: Bool) {
    literal(flag ? "true" : "false")
  }

  mutating func null() {
    literal("null")
  }

  mutating func key(_ key: String) {
    value(key)
    bytes.append(UInt8(ascii: ":"))
    isBehindValue = false
  }

  private mutating func open(_ bracket: UInt8) {
    part()
    bytes.append(bracket)
    isBehindValue = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    isBehindValue = true
  }

  private mutating func literal(_ text: String) {
    part()
    bytes.append(contentsOf: text.utf8)
    isBehindValue = true
  }

  private mutating func part() {
    if isBehindValue { bytes.append(UInt8(ascii: ",")) }
  }

  /// Quotation marks, backslashes and control characters; everything else stands for itself.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for (index, byte) in text.enumerated() {
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        continue
      }
      bytes.append(contentsOf: text[start..<index])
      start = index + 1
      switch byte {
      case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: (digits.utf8.count == 1 ? "\\u000" : "\\u00").utf8)
        bytes.append(contentsOf: digits.utf8)
      case _: bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
      }
    }
    bytes.append(contentsOf: text[start...])
  }
}

extension JSONWriter {
  mutating func field(_ key: String, _ text: String?) {
    self.key(key)
    if let text { value(text) } else { null() }
  }

  mutating func field(_ key: String, _ number: Int64?) {
    self.key(key)
    if let number { value(number) } else { null() }
  }

  mutating func field(_ key: String, _ number: Int) {
    self.key(key)
    value(Int64(number))
  }

  mutating func field(_ key: String, _ flag: Bool) {
    self.key(key)
    value(flag)
  }

  mutating func field(_ key: String, _ texts: [String]) {
    self.key(key)
    array(texts) { $0.value($1) }
  }

  mutating func field<Items: Sequence>(
    _ key: String, _ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void
  ) {
    self.key(key)
    array(items, body)
  }
}

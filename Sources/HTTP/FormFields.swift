/// The fields of one query or one body: where they stand, decoded only when somebody asks.
struct FormFields: Sendable {
  private struct Field {
    var name: Range<Int>
    var value: Range<Int>
  }

  private var bytes: Bytes = []
  private var fields: [Field] = []
  private var isURLEncoded = true

  /// Reads `a=1&b=2`; a name without `=` has an empty value.
  mutating func readURLEncoded(_ source: ArraySlice<UInt8>) {
    bytes = Bytes(source)
    isURLEncoded = true
    fields.reserveCapacity(8)
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      var equals = -1
      for index in 0...bytes.count {
        if index == bytes.count || bytes[index] == UInt8(ascii: "&") {
          if index > start {
            let nameEnd = equals < 0 ? index : equals
            fields.append(Field(name: start..<nameEnd, value: min(nameEnd + 1, index)..<index))
          }
          start = index + 1
          equals = -1
        } else if bytes[index] == UInt8(ascii: "="), equals < 0 {
          equals = index
        }
      }
    }
  }

  mutating func readMultipart(_ source: Bytes, boundary: Bytes) {
    bytes = source
    isURLEncoded = false
    fields = Multipart.parts(of: source, boundary: boundary).map {
      Field(name: $0.name, value: $0.value)
    }
  }

  /// The first value that is not empty.
  func value(_ name: StaticString, ignoringCase: Bool) -> Bytes? {
    for field in fields where !field.value.isEmpty && has(field, name, ignoringCase) {
      let value = bytes[field.value]
      return isURLEncoded ? PercentEncoding.decode(value) : Bytes(value)
    }
    return nil
  }

  private func has(_ field: Field, _ name: StaticString, _ ignoringCase: Bool) -> Bool {
    let raw = bytes[field.name]
    if isURLEncoded, raw.contains(UInt8(ascii: "%")) || raw.contains(UInt8(ascii: "+")) {
      return Self.equal(PercentEncoding.decode(raw)[...], name, ignoringCase)
    }
    return Self.equal(raw, name, ignoringCase)
  }

  private static func equal(
    _ bytes: ArraySlice<UInt8>, _ name: StaticString, _ ignoringCase: Bool
  ) -> Bool {
    guard bytes.count == name.utf8CodeUnitCount else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        let (sent, wanted) = (bytes[index], name.utf8Start[index])
        let fits = ignoringCase ? sent.asciiLowercased == wanted.asciiLowercased : sent == wanted
        guard fits else { return false }
      }
      return true
    }
  }
}

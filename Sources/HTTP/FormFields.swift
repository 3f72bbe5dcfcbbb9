/// The fields of one query or one body: where they stand, decoded only when somebody asks.
struct FormFields: Sendable {
  struct Field {
    var name: Range<Int>
    var value: Range<Int>
    /// Whether the name has escapes.
    var isNameEncoded = false
  }

  private(set) var bytes: Bytes = []
  private(set) var fields: [Field] = []
  private(set) var isURLEncoded = true

  /// Reads `a=1&b=2`; a name without `=` has an empty value.
  mutating func readURLEncoded(_ source: Bytes, _ range: Range<Int>) {
    bytes = source
    isURLEncoded = true
    fields.reserveCapacity(8)
    bytes.withUnsafeBufferPointer { bytes in
      let bytes = UnsafeBufferPointer(rebasing: bytes[..<range.upperBound])
      var start = range.lowerBound
      while start < bytes.count {
        let end = bytes.next(UInt8(ascii: "&"), from: start)
        var nameEnd = start
        var isNameEncoded = false
        while nameEnd < end, bytes[nameEnd] != UInt8(ascii: "=") {
          if bytes[nameEnd] == UInt8(ascii: "%") || bytes[nameEnd] == UInt8(ascii: "+") {
            isNameEncoded = true
          }
          nameEnd += 1
        }
        if end > start {
          fields.append(
            Field(
              name: start..<nameEnd, value: min(nameEnd + 1, end)..<end,
              isNameEncoded: isNameEncoded))
        }
        start = end + 1
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
    range(name, ignoringCase).map { range in
      isURLEncoded ? PercentEncoding.decode(bytes[range]) : Bytes(bytes[range])
    }
  }

  /// The first value that is not empty, as UTF-8.
  func text(_ name: StaticString, ignoringCase: Bool) -> String? {
    range(name, ignoringCase).map { range in
      bytes.withUnsafeBufferPointer { bytes in
        let value = UnsafeBufferPointer(rebasing: bytes[range])
        return isURLEncoded
          ? PercentEncoding.decodeText(value) : String(decoding: value, as: UTF8.self)
      }
    }
  }

  /// Whether the first value that is not empty is this one, in either case; nil where there is none.
  func has(_ name: StaticString, _ text: StaticString, ignoringCase: Bool) -> Bool? {
    range(name, ignoringCase).map { range in
      guard isURLEncoded, range.count != text.utf8CodeUnitCount else {
        return bytes.withUnsafeBufferPointer {
          Self.equal(UnsafeBufferPointer(rebasing: $0[range]), text, true)
        }
      }
      // It may be escaped.
      return PercentEncoding.decode(bytes[range]).withUnsafeBufferPointer {
        Self.equal($0, text, true)
      }
    }
  }

  /// Where the first value that is not empty stands.
  private func range(_ name: StaticString, _ ignoringCase: Bool) -> Range<Int>? {
    bytes.withUnsafeBufferPointer { bytes in
      for field in fields where !field.value.isEmpty {
        if field.isNameEncoded {
          let decoded = PercentEncoding.decode(self.bytes[field.name])
          let fits = decoded.withUnsafeBufferPointer { Self.equal($0, name, ignoringCase) }
          if fits { return field.value }
        } else if Self.equal(
          UnsafeBufferPointer(rebasing: bytes[field.name]), name, ignoringCase)
        {
          return field.value
        }
      }
      return nil
    }
  }

  private static func equal(
    _ sent: UnsafeBufferPointer<UInt8>, _ name: StaticString, _ ignoringCase: Bool
  ) -> Bool {
    guard sent.count == name.utf8CodeUnitCount else { return false }
    for index in sent.indices {
      let (byte, wanted) = (sent[index], name.utf8Start[index])
      let fits = ignoringCase ? byte.asciiLowercased == wanted.asciiLowercased : byte == wanted
      guard fits else { return false }
    }
    return true
  }
}

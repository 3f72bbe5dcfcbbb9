/// Percent-encoding of `application/x-www-form-urlencoded`.
package enum PercentEncoding {
  /// The bytes meant. A `%` that no two hexadecimal digits follow stands for itself, so that
  /// `100%+1` is the text `100% 1`.
  package static func decode(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool = true) -> Bytes {
    bytes.withUnsafeBufferPointer { source in
      guard source.contains(where: { $0 == percent || $0 == plus }) else { return Bytes(source) }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: source.count) { target in
        let count = decode(source, into: target, plusIsSpace: plusIsSpace)
        return Bytes(UnsafeBufferPointer(rebasing: target[..<count]))
      }
    }
  }

  /// The text meant, in UTF-8; what is not UTF-8 becomes U+FFFD.
  static func decodeText(_ source: UnsafeBufferPointer<UInt8>) -> String {
    guard source.contains(where: { $0 == percent || $0 == plus }) else {
      return String(decoding: source, as: UTF8.self)
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: source.count) { target in
      let count = decode(source, into: target, plusIsSpace: true)
      return String(decoding: UnsafeBufferPointer(rebasing: target[..<count]), as: UTF8.self)
    }
  }

  /// Decodes into a buffer at least as long as the source; how many bytes it became.
  private static func decode(
    _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>,
    plusIsSpace: Bool
  ) -> Int {
    var count = 0
    var index = 0
    while index < source.count {
      let byte = source[index]
      if byte == percent, index + 2 < source.count,
        let high = source[index + 1].hexDigitValue, let low = source[index + 2].hexDigitValue
      {
        target[count] = high << 4 | low
        index += 3
      } else {
        target[count] = byte == plus && plusIsSpace ? UInt8(ascii: " ") : byte
        index += 1
      }
      count += 1
    }
    return count
  }

  private static let percent = UInt8(ascii: "%")
  private static let plus = UInt8(ascii: "+")
}

/// Percent-encoding of `application/x-www-form-urlencoded`.
package enum PercentEncoding {
  /// The bytes meant. A `%` that no two hexadecimal digits follow stands for itself, so that
  /// `100%+1` is the text `100% 1`.
  package static func decode(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool = true) -> Bytes {
    bytes.withUnsafeBufferPointer { source in
      guard source.contains(where: { $0 == percent || ($0 == plus && plusIsSpace) }) else {
        return Bytes(source)
      }
      return Bytes(unsafeUninitializedCapacity: source.count) { target, count in
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
      }
    }
  }

  private static let percent = UInt8(ascii: "%")
  private static let plus = UInt8(ascii: "+")
}

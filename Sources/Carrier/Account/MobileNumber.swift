/// A mobile number: `1[3-9]` and nine digits, with `+86`, `86` or `0086` before it or nothing.
package struct MobileNumber: Sendable, Hashable {
  /// The eleven digits as a number, without the prefix.
  package let value: UInt64

  package init(value: UInt64) {
    self.value = value
  }

  /// Nil if the text is not a mobile number.
  package init?(_ text: String) {
    var text = text
    let parsed: UInt64? = text.withUTF8 { bytes in
      var start = 0
      switch bytes.count {
      case 11: start = 0
      case 13 where bytes[0] == UInt8(ascii: "8") && bytes[1] == UInt8(ascii: "6"): start = 2
      case 14
      where bytes[0] == UInt8(ascii: "+") && bytes[1] == UInt8(ascii: "8")
        && bytes[2] == UInt8(ascii: "6"):
        start = 3
      case 15
      where bytes[0] == UInt8(ascii: "0") && bytes[1] == UInt8(ascii: "0")
        && bytes[2] == UInt8(ascii: "8") && bytes[3] == UInt8(ascii: "6"):
        start = 4
      default: return nil
      }
      var value: UInt64 = 0
      for index in start..<bytes.count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit <= 9 else { return nil }
        value = value * 10 + UInt64(digit)
      }
      return value >= 13_000_000_000 && value <= 19_999_999_999 ? value : nil
    }
    guard let parsed else { return nil }
    value = parsed
  }
}

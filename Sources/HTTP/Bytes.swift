private import Glibc

/// What crosses the wire. Texts are made from bytes only where somebody reads them as texts.
package typealias Bytes = [UInt8]

extension Bytes {
  /// The bytes of a text in UTF-8.
  package init(_ text: String) {
    self = Array(text.utf8)
  }

  /// The text these bytes are in UTF-8; what is not UTF-8 becomes U+FFFD.
  package var utf8Text: String {
    String(decoding: self, as: UTF8.self)
  }
}

extension UInt8 {
  /// The ASCII letter in lower case; every other byte as it is.
  @inlinable package var asciiLowercased: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }

  /// The value of an ASCII hexadecimal digit, or nil.
  @inlinable package var hexDigitValue: UInt8? {
    let digit = self &- UInt8(ascii: "0")
    if digit < 10 { return digit }
    let letter = (self | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte stands next, from an index on; the end where it does not.
  package func next(_ byte: UInt8, from start: Int) -> Int {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether it starts with a text in lower case, its letters in either case.
  package func starts(withLowercase text: StaticString) -> Bool {
    guard let base = baseAddress, count >= text.utf8CodeUnitCount else { return false }
    if memcmp(base, text.utf8Start, text.utf8CodeUnitCount) == 0 { return true }
    for index in 0..<text.utf8CodeUnitCount
    where base[index].asciiLowercased != text.utf8Start[index] {
      return false
    }
    return true
  }
}

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

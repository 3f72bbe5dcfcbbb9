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
  package var asciiLowercased: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }

  /// The value of an ASCII hexadecimal digit, or nil.
  package var hexDigitValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

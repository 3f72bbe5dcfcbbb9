internal import Carrier
internal import HTTP

/// Writes an answer's bytes.
struct ByteWriter {
  private(set) var bytes: Bytes = []

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  mutating func write(_ literal: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  mutating func write(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func write(_ source: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: source)
  }

  /// The text as it is, nothing escaped.
  mutating func write(raw text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ value: Int64) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    writeDigits(value.magnitude, atLeast: 1)
  }

  /// Sixteen upper-case hexadecimal digits.
  mutating func write(hex value: UInt64) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { digits in
      for place in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - 4 * place)) & 0xF
        digits[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") - 10 + digit
      }
      bytes.append(contentsOf: UnsafeBufferPointer(digits))
    }
  }

  /// `yyyy-MM-dd HH:mm:ss`.
  mutating func write(_ time: LocalTime) {
    writeDigits(UInt64(max(0, time.year)), atLeast: 4)
    write("-")
    writeDigits(UInt64(time.month), atLeast: 2)
    write("-")
    writeDigits(UInt64(time.day), atLeast: 2)
    write(" ")
    writeDigits(UInt64(time.hour), atLeast: 2)
    write(":")
    writeDigits(UInt64(time.minute), atLeast: 2)
    write(":")
    writeDigits(UInt64(time.second), atLeast: 2)
  }

  /// `yyyyMMddHHmmss`.
  mutating func writeDigits(of time: LocalTime) {
    writeDigits(UInt64(max(0, time.year)), atLeast: 4)
    for part in [time.month, time.day, time.hour, time.minute, time.second] {
      writeDigits(UInt64(part), atLeast: 2)
    }
  }

  /// `yyMMddHHmm`.
  mutating func writeShortDigits(of time: LocalTime) {
    for part in [time.year % 100, time.month, time.day, time.hour, time.minute] {
      writeDigits(UInt64(part), atLeast: 2)
    }
  }

  /// A text as a value in a query: all but letters, digits and `-._~` percent-encoded.
  mutating func write(percentEncoded text: String) {
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      case _:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 0xF)])
      }
    }
  }

  private mutating func writeDigits(_ value: UInt64, atLeast width: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = digits.count
      var rest = value
      repeat {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      while digits.count - start < width {
        start -= 1
        digits[start] = UInt8(ascii: "0")
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}

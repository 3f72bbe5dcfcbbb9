extension LocalTime {
  /// As scenarios and the wire write it: `yyyy-MM-dd HH:mm:ss`.
  package var text: String {
    String(unsafeUninitializedCapacity: 19) { bytes in
      for index in 0..<19 { bytes[index] = UInt8(ascii: "0") }
      func write(_ value: Int, digits: Int, at end: Int) {
        var rest = value
        for index in 0..<digits {
          bytes[end - index] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
      }
      write(max(year, 0), digits: 4, at: 3)
      write(month, digits: 2, at: 6)
      write(day, digits: 2, at: 9)
      write(hour, digits: 2, at: 12)
      write(minute, digits: 2, at: 15)
      write(second, digits: 2, at: 18)
      (bytes[4], bytes[7]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
      bytes[10] = UInt8(ascii: " ")
      (bytes[13], bytes[16]) = (UInt8(ascii: ":"), UInt8(ascii: ":"))
      return 19
    }
  }
}

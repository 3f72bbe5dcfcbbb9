extension Int {
  /// The number that decimal digits write, without a sign; nil where they are something else, or
  /// more than fits.
  init?(digits: some Collection<UInt8>) {
    guard !digits.isEmpty else { return nil }
    var value = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, hasOverflowed) = tens.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      guard !isTooLarge, !hasOverflowed else { return nil }
      value = sum
    }
    self = value
  }
}

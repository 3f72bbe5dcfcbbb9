/// An entry of a blacklist: one mobile number, or a prefix of numbers written with `*` at its end.
package enum NumberPattern: Sendable, Equatable {
  case number(MobileNumber)
  /// The numbers from `lowest` to `highest`, both included.
  case prefix(lowest: UInt64, highest: UInt64)

  /// Nil if it is neither a mobile number nor 1 to 10 digits and `*`.
  package init?(_ text: String) {
    if let number = MobileNumber(text) {
      self = .number(number)
      return
    }
    guard text.hasSuffix("*") else { return nil }
    let digits = text.dropLast()
    guard (1...10).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let value = UInt64(digits)
    else { return nil }
    let width = (0..<(11 - digits.utf8.count)).reduce(UInt64(1)) { product, _ in product * 10 }
    self = .prefix(lowest: value * width, highest: value * width + width - 1)
  }
}

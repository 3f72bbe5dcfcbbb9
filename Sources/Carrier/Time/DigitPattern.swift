/// The shape of a time as it is written: `d` is any digit, every other byte itself.
struct DigitPattern {
  private let shape: StaticString

  init(_ shape: StaticString) {
    self.shape = shape
  }

  /// The text's bytes if it has the shape, else nil.
  func bytes(of text: some StringProtocol) -> [UInt8]? {
    let bytes = Array(text.utf8)
    guard bytes.count == shape.utf8CodeUnitCount else { return nil }
    for (index, byte) in bytes.enumerated() {
      let wanted = shape.utf8Start[index]
      let fits = wanted == UInt8(ascii: "d") ? (48...57).contains(byte) : byte == wanted
      guard fits else { return nil }
    }
    return bytes
  }
}

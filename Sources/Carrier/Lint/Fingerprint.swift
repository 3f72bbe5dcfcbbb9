/// 64 bits that stand for what a request says. Equal requests have equal ones; that others have too is
/// as likely as any collision of 64 bits.
struct Fingerprint: Sendable, Equatable {
  private(set) var value: UInt64

  init(seed: UInt64) {
    value = seed
  }

  mutating func add(_ number: UInt64) {
    value = Self.mixed(value ^ number)
  }

  mutating func add(_ text: String) {
    var text = text
    var copy = self
    text.withUTF8 { copy.add(UnsafeRawBufferPointer($0)) }
    self = copy
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var hash = Self.mixed(value ^ UInt64(bytes.count))
    var index = 0
    while index + 8 <= bytes.count {
      hash = Self.mixed(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index += 1
    }
    value = Self.mixed(hash ^ rest)
  }

  /// Half of a product of 128 bits onto the other half, as in wyhash.
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}

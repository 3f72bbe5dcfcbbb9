internal import HTTP

/// Compresses bytes as gzip (RFC 1952) in one block of deflate with its fixed codes (RFC 1951): a
/// third of the page's size, with nothing to link.
struct Gzip {
  private var bytes: Bytes = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
  private var pending: UInt32 = 0
  private var pendingBits: UInt32 = 0

  static func compressed(_ plain: Bytes) -> Bytes {
    var gzip = Gzip()
    gzip.deflate(plain)
    gzip.append(checksum(plain))
    gzip.append(UInt32(truncatingIfNeeded: plain.count))
    return gzip.bytes
  }

  private static let longest = 258
  private static let window = 1 << 15
  /// So many places with the same three bytes are looked at.
  private static let looks = 48

  private mutating func deflate(_ plain: Bytes) {
    write(0b011, bits: 3)
    var newest = [Int](repeating: -1, count: 1 << 15)
    var before = [Int](repeating: -1, count: plain.count)
    var index = 0
    while index < plain.count {
      let match = Self.match(plain, at: index, newest, before)
      let length = max(1, match.length)
      if match.length > 0 { write(match) } else { write(literal: UInt32(plain[index])) }
      for place in index..<(index + length) where place + 2 < plain.count {
        let key = Self.key(plain, place)
        before[place] = newest[key]
        newest[key] = place
      }
      index += length
    }
    write(literal: 256)
    if pendingBits > 0 { write(0, bits: 8 - pendingBits) }
  }

  /// The longest run of earlier bytes that comes again here; of length 0 where none of three does.
  private static func match(
    _ plain: Bytes, at index: Int, _ newest: [Int], _ before: [Int]
  ) -> (length: Int, distance: Int) {
    guard index + 2 < plain.count else { return (0, 0) }
    let most = min(longest, plain.count - index)
    var best = (length: 0, distance: 0)
    var place = newest[key(plain, index)]
    var looks = looks
    while place >= 0, index - place <= window, looks > 0, best.length < most {
      var length = 0
      while length < most, plain[place + length] == plain[index + length] { length += 1 }
      if length > max(2, best.length) { best = (length, index - place) }
      place = before[place]
      looks -= 1
    }
    return best
  }

  private static func key(_ plain: Bytes, _ index: Int) -> Int {
    (Int(plain[index]) << 10 ^ Int(plain[index + 1]) << 5 ^ Int(plain[index + 2])) & (1 << 15 - 1)
  }

  /// A byte, the end of the block (256), or a length's code: the table of section 3.2.6.
  private mutating func write(literal: UInt32) {
    switch literal {
    case 0..<144: write(code: 0x30 + literal, bits: 8)
    case 144..<256: write(code: 0x190 + literal - 144, bits: 9)
    case 256..<280: write(code: literal - 256, bits: 7)
    case _: write(code: 0xc0 + literal - 280, bits: 8)
    }
  }

  /// A length and a distance: the tables of section 3.2.5.
  private mutating func write(_ match: (length: Int, distance: Int)) {
    let length = UInt32(match.length - 3)
    if match.length == Self.longest {
      write(literal: 285)
    } else if length < 8 {
      write(literal: 257 + length)
    } else {
      let extra = Self.extraBits(length, group: 4)
      write(literal: 257 + extra << 2 + length >> extra)
      write(length & (1 << extra - 1), bits: extra)
    }
    let distance = UInt32(match.distance - 1)
    if distance < 4 {
      write(code: distance, bits: 5)
    } else {
      let extra = Self.extraBits(distance, group: 2)
      write(code: extra << 1 + distance >> extra, bits: 5)
      write(distance & (1 << extra - 1), bits: extra)
    }
  }

  /// How many of a number's bits stand behind its code, where each size has so many codes.
  private static func extraBits(_ value: UInt32, group: UInt32) -> UInt32 {
    UInt32(31 - value.leadingZeroBitCount - group.trailingZeroBitCount)
  }

  /// Codes go out from their highest bit on, numbers from their lowest.
  private mutating func write(code: UInt32, bits: UInt32) {
    var reversed: UInt32 = 0
    for bit in 0..<bits where code & (1 << bit) != 0 { reversed |= 1 << (bits - 1 - bit) }
    write(reversed, bits: bits)
  }

  private mutating func write(_ value: UInt32, bits: UInt32) {
    pending |= value << pendingBits
    pendingBits += bits
    while pendingBits >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingBits -= 8
    }
  }

  private mutating func append(_ number: UInt32) {
    for shift: UInt32 in [0, 8, 16, 24] {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// CRC-32.
  private static func checksum(_ bytes: Bytes) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8)
    }
    return ~sum
  }

  private static let table: [UInt32] = (UInt32(0)..<256).map { byte in
    var sum = byte
    for _ in 0..<8 { sum = sum & 1 == 1 ? 0xedb8_8320 ^ (sum >> 1) : sum >> 1 }
    return sum
  }
}

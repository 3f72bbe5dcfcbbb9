internal import HTTP

/// What a list of numbers, less its escapes, looks like.
struct NumberListScan {
  /// Those that are not empty.
  private(set) var count = 0
  /// The first with a `*` in it.
  private(set) var masked: String?
  /// The first that something else than a comma parts.
  private(set) var misparted: String?

  init(_ list: Bytes) {
    list.withUnsafeBufferPointer { bytes in
      var start = 0
      for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: ",") {
        note(UnsafeBufferPointer(rebasing: bytes[start..<index]))
        start = index + 1
      }
    }
  }

  private mutating func note(_ sent: UnsafeBufferPointer<UInt8>) {
    var (first, end) = (0, sent.count)
    while first < end, Self.isSpace(sent[first]) { first += 1 }
    while end > first, Self.isSpace(sent[end - 1]) { end -= 1 }
    guard first < end else { return }
    count += 1
    guard masked == nil || misparted == nil else { return }
    var hasOther = false
    for index in first..<end {
      switch sent[index] {
      case UInt8(ascii: "*"):
        if masked == nil { masked = Excerpt.text(sent) }
      // Full-width commas, and whatever else is beyond ASCII.
      case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "/"), 0x80...: hasOther = true
      case let byte where Self.isSpace(byte): hasOther = true
      case _: break
      }
    }
    // Two numbers at least: a foreign sign in a single one is another fault.
    if hasOther, end - first > 22, misparted == nil { misparted = Excerpt.text(sent) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }
}

/// A few words of what somebody sent, fit to be shown.
enum Excerpt {
  private static let most = 28

  static func text(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(most * 4), as: UTF8.self)
    var shown = ""
    for scalar in text.unicodeScalars.prefix(most) {
      shown.unicodeScalars.append(
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "\u{FFFD}" : scalar)
    }
    return bytes.count > most && text.unicodeScalars.count > most ? shown + "…" : shown
  }
}

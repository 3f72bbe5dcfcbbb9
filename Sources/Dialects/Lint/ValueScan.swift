internal import HTTP

/// What one walk over a value as it was sent tells, without decoding it anywhere.
struct ValueScan {
  /// Bytes beyond ASCII that are not escaped.
  private(set) var hasBareBytes = false
  private(set) var hasBadEscape = false
  /// Bytes beyond ASCII, escaped or not.
  private(set) var isASCII = true
  private(set) var isUTF8 = true
  /// In UTF-16 units, if it is UTF-8.
  private(set) var characters = 0
  private(set) var hasPlus = false
  private(set) var hasTwoPluses = false
  private(set) var hasPlusBefore86 = false
  /// One that does not stand behind `,`, `;` or `|`, where spaces do.
  private(set) var hasPlusInside = false
  private(set) var hasEscapedSpace = false
  /// Escapes of bytes beyond ASCII that were escaped once more.
  private(set) var doubleEscapes = 0

  private var last: UInt8 = 0
  private var continuations = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  init(_ bytes: UnsafeBufferPointer<UInt8>, isEncoded: Bool) {
    var index = 0
    while index < bytes.count {
      if isEncoded, continuations == 0 {
        index = scanOrdinary(bytes, from: index)
        if index == bytes.count { break }
      }
      let byte = bytes[index]
      index += 1
      guard isEncoded else {
        add(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: "%"):
        if index + 1 < bytes.count, let high = bytes[index].hexDigitValue,
          let low = bytes[index + 1].hexDigitValue
        {
          let decoded = high << 4 | low
          index += 2
          if decoded == UInt8(ascii: " ") { hasEscapedSpace = true }
          if decoded == UInt8(ascii: "%"), index + 1 < bytes.count,
            let high = bytes[index].hexDigitValue, high >= 8, bytes[index + 1].hexDigitValue != nil
          {
            doubleEscapes += 1
          }
          add(decoded)
        } else {
          hasBadEscape = true
          add(byte)
        }
      case UInt8(ascii: "+"):
        notePlus(bytes, next: index)
        add(UInt8(ascii: " "))
      case _:
        if byte >= 0x80 { hasBareBytes = true }
        add(byte)
      }
    }
    if continuations > 0 { isUTF8 = false }
  }

  /// Takes what most values have nothing else of: ASCII, and scalars of two or three escapes.
  ///
  /// - Returns: where something else begins.
  @inline(never)
  private mutating func scanOrdinary(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var index = start
    var count = 0
    var lastByte = last
    var hasScalars = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        guard let length = Self.escapedScalar(bytes, from: index) else { break }
        hasScalars = true
        lastByte = 0x80
        index += length
      } else {
        guard byte < 0x80, byte != UInt8(ascii: "+") else { break }
        lastByte = byte
        index += 1
      }
      count += 1
    }
    characters += count
    last = lastByte
    if hasScalars { isASCII = false }
    return index
  }

  /// How many bytes the escapes of a scalar beyond ASCII take, from here on; nil where there is none
  /// of two or three.
  private static func escapedScalar(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    func continues(_ index: Int) -> Bool {
      guard index + 2 < bytes.count, bytes[index] == UInt8(ascii: "%") else { return false }
      switch bytes[index + 1] {
      case UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "A"), UInt8(ascii: "B"),
        UInt8(ascii: "a"), UInt8(ascii: "b"):
        return bytes[index + 2].hexDigitValue != nil
      case _: return false
      }
    }
    guard start + 2 < bytes.count, let high = bytes[start + 1].hexDigitValue,
      let low = bytes[start + 2].hexDigitValue
    else { return nil }
    switch high << 4 | low {
    case 0xC2...0xDF: return continues(start + 3) ? 6 : nil
    case 0xE1...0xEC, 0xEE...0xEF: return continues(start + 3) && continues(start + 6) ? 9 : nil
    case _: return nil
    }
  }

  private mutating func notePlus(_ bytes: UnsafeBufferPointer<UInt8>, next: Int) {
    hasPlus = true
    guard next < bytes.count else {
      hasPlusInside = hasPlusInside || next > 1
      return
    }
    if bytes[next] == UInt8(ascii: "+") { hasTwoPluses = true }
    if next + 1 < bytes.count, bytes[next] == UInt8(ascii: "8"),
      bytes[next + 1] == UInt8(ascii: "6")
    {
      hasPlusBefore86 = true
    }
    let isBehindSeparator =
      last == 0 || last == UInt8(ascii: ",") || last == UInt8(ascii: ";")
      || last == UInt8(ascii: "|")
    if !isBehindSeparator { hasPlusInside = true }
  }

  /// One byte less its escape; the rules of UTF-8 are those of table 3-7 of the Unicode Standard.
  @inline(__always)
  private mutating func add(_ byte: UInt8) {
    last = byte
    if byte < 0x80 {
      if continuations > 0 {
        isUTF8 = false
        continuations = 0
      }
      characters += 1
      return
    }
    isASCII = false
    if continuations > 0 {
      if byte < lowest || byte > highest { isUTF8 = false }
      continuations -= 1
      (lowest, highest) = (0x80, 0xBF)
      return
    }
    characters += byte >= 0xF0 ? 2 : 1
    (lowest, highest) = (0x80, 0xBF)
    switch byte {
    case 0xC2...0xDF: continuations = 1
    case 0xE0: (continuations, lowest) = (2, 0xA0)
    case 0xED: (continuations, highest) = (2, 0x9F)
    case 0xE1...0xEF: continuations = 2
    case 0xF0: (continuations, lowest) = (3, 0x90)
    case 0xF1...0xF3: continuations = 3
    case 0xF4: (continuations, highest) = (3, 0x8F)
    case _: isUTF8 = false
    }
  }
}

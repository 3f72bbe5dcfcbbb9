internal import HTTP

/// A list of numbers as the documents write it, parted by `,`.
enum Recipients {
  /// The numbers as sent, less the spaces around them, tabs and line breaks too; empty ones are
  /// dropped.
  static func split(_ list: Bytes) -> [String] {
    var numbers: [String] = []
    numbers.reserveCapacity(list.count / 12 + 1)
    list.withUnsafeBufferPointer { bytes in
      var start = 0
      for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: ",") {
        var (first, end) = (start, index)
        while first < end, isSpace(bytes[first]) { first += 1 }
        while end > first, isSpace(bytes[end - 1]) { end -= 1 }
        if first < end {
          numbers.append(
            String(decoding: UnsafeBufferPointer(rebasing: bytes[first..<end]), as: UTF8.self))
        }
        start = index + 1
      }
    }
    return numbers
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }
}

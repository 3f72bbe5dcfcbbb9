/// Why a text could not be read at all: one thing, and where it stands.
struct YAMLFault: Error, Equatable {
  var message: String
  var position: TextPosition
}

extension TextPosition {
  /// The place of a byte in a text that is UTF-8 up to there.
  init(ofByte offset: Int, in bytes: [UInt8]) {
    self = .start
    for index in 0..<min(offset, bytes.count) {
      let byte = bytes[index]
      let isBreak =
        byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
          && !(index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n"))
      if isBreak {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}

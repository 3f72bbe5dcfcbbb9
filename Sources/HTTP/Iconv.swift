private import Glibc

/// glibc's converter between two charsets.
final class Iconv {
  private let descriptor: iconv_t

  /// The charsets are glibc's own, which every installation of it has.
  init(from source: String, to target: String) {
    guard let descriptor = iconv_open(target, source), Int(bitPattern: descriptor) != -1 else {
      fatalError("iconv_open: glibc does not know \(source) or \(target)")
    }
    self.descriptor = descriptor
  }

  deinit {
    iconv_close(descriptor)
  }

  /// The bytes converted, with a replacement for each one that is no part of a character, and for
  /// what breaks off at the end.
  ///
  /// - Parameters:
  ///   - replacement: already in the target charset.
  ///   - skip: how many bytes of the rest one replacement stands for; nothing is one.
  func convert(
    _ bytes: Bytes, replacement: Bytes, skip: (ArraySlice<UInt8>) -> Int = { _ in 1 }
  ) -> Bytes {
    var result: Bytes = []
    result.reserveCapacity(bytes.count * 2)
    var start = 0
    while start < bytes.count {
      let (converted, used) = run(bytes[start...])
      result += converted
      start += used
      guard start < bytes.count else { break }
      result += replacement
      start += max(1, skip(bytes[start...]))
    }
    return result
  }

  /// The bytes converted, or nil if not all of them are text.
  func convert(_ bytes: Bytes) -> Bytes? {
    let (converted, used) = run(bytes[...])
    return used == bytes.count ? converted : nil
  }

  /// Converts as far as it goes: what came of it, and how many bytes it took.
  private func run(_ bytes: ArraySlice<UInt8>) -> (Bytes, Int) {
    iconv(descriptor, nil, nil, nil, nil)
    var source = bytes.map { CChar(bitPattern: $0) }
    // A character of two bytes or more becomes three in UTF-8, or four; one of one byte, one.
    var target = [CChar](repeating: 0, count: bytes.count * 3 + 16)
    return source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        var (sourceLeft, targetLeft) = (source.count, target.count)
        iconv(descriptor, &from, &sourceLeft, &to, &targetLeft)
        let count = target.count - targetLeft
        return (target[..<count].map { UInt8(bitPattern: $0) }, source.count - sourceLeft)
      }
    }
  }
}

@available(*, unavailable) extension Iconv: Sendable {}

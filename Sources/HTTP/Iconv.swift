private import Glibc

/// glibc's converter between two charsets. Not for two threads at once.
final class Iconv {
  private let descriptor: iconv_t

  /// Nil where glibc lacks the module of a charset, or has no descriptor left to open it with.
  init?(from source: String, to target: String) {
    guard let descriptor = iconv_open(target, source), Int(bitPattern: descriptor) != -1 else {
      return nil
    }
    self.descriptor = descriptor
  }

  deinit {
    iconv_close(descriptor)
  }

  /// The bytes converted in one go, or nil if some are no text and there is no replacement.
  ///
  /// - Parameters:
  ///   - replacement: what stands for bytes that are no part of a character, and for what breaks off
  ///     at the end; already in the target charset.
  ///   - skip: how many bytes one replacement stands for, by the first of them.
  func convert(
    _ bytes: Bytes, replacement: Bytes?, skip: (UInt8) -> Int = { _ in 1 }
  ) -> Bytes? {
    iconv(descriptor, nil, nil, nil, nil)
    var isWhole = true
    // A character of one byte becomes one, or a replacement; one of two becomes three at most.
    let room = bytes.count * max(2, replacement?.count ?? 0) + 16
    let result = Bytes(unsafeUninitializedCapacity: room) { target, count in
      bytes.withUnsafeBufferPointer { source in
        guard let sourceStart = source.baseAddress, let targetStart = target.baseAddress else {
          return
        }
        var from: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(
          mutating: sourceStart
        ).assumingMemoryBound(to: CChar.self)
        var to: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(targetStart)
          .assumingMemoryBound(to: CChar.self)
        var (left, free) = (source.count, target.count)
        while left > 0 {
          iconv(descriptor, &from, &left, &to, &free)
          guard left > 0 else { break }
          guard let replacement else {
            isWhole = false
            break
          }
          for byte in replacement {
            to?.pointee = CChar(bitPattern: byte)
            to = to.map { $0 + 1 }
          }
          free -= replacement.count
          let skipped = min(left, max(1, skip(source[source.count - left])))
          from = from.map { $0 + skipped }
          left -= skipped
        }
        count = target.count - free
      }
    }
    return isWhole ? result : nil
  }
}

@available(*, unavailable) extension Iconv: Sendable {}

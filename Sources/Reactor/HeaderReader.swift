internal import CLibevent
internal import Glibc
internal import HTTP

/// Copies the header lines of a request into one block and checks that they frame it clearly.
struct HeaderReader {
  private let maxLines: Int
  private let mayHaveBody: Bool
  private var lines = 0
  private var size = 0
  private var framings = 0
  private var contentType: Range<Int>?

  /// The header lines, or nil if there are too many, if a name is no token, or if the body's length
  /// is said twice, in a way we do not know, or for a request that may not have one.
  static func read(
    _ request: UnsafeMutablePointer<evhttp_request>, maxLines: Int, mayHaveBody: Bool
  ) -> HTTPHeaders? {
    guard let list = evhttp_request_get_input_headers(request) else { return nil }
    var reader = HeaderReader(maxLines: maxLines, mayHaveBody: mayHaveBody)
    var next = list.pointee.tqh_first
    while let line = next {
      guard reader.accepts(line) else { return nil }
      next = line.pointee.next.tqe_next
    }
    return HTTPHeaders(
      block: block(list, size: reader.size), contentType: reader.contentType)
  }

  private init(maxLines: Int, mayHaveBody: Bool) {
    self.maxLines = maxLines
    self.mayHaveBody = mayHaveBody
  }

  private mutating func accepts(_ line: UnsafeMutablePointer<evkeyval>) -> Bool {
    guard let name = line.pointee.key, let value = line.pointee.value else { return false }
    let nameLength = strlen(name)
    let valueLength = strlen(value)
    let valueStart = size + nameLength + 2
    lines += 1
    size += nameLength + valueLength + 4
    // A continued line may hold a bare CR, which the block must not have but at a line's end.
    guard lines <= maxLines, Self.isToken(name, nameLength), memchr(value, 13, valueLength) == nil
    else { return false }
    switch nameLength {
    case 12 where contentType == nil && strcasecmp(name, "Content-Type") == 0:
      contentType = valueStart..<valueStart + valueLength
      return true
    case 14 where strcasecmp(name, "Content-Length") == 0:
      return acceptsLength(UnsafeRawBufferPointer(start: value, count: valueLength))
    case 17 where strcasecmp(name, "Transfer-Encoding") == 0:
      framings += 1
      return framings == 1 && mayHaveBody && strcasecmp(value, "chunked") == 0
    case _:
      return true
    }
  }

  private mutating func acceptsLength(_ digits: UnsafeRawBufferPointer) -> Bool {
    framings += 1
    return framings == 1 && !digits.isEmpty
      && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      && (mayHaveBody || digits.allSatisfy { $0 == 0x30 })
  }

  /// RFC 9110, 5.6.2.
  private static func isToken(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
    guard length > 0 else { return false }
    for byte in UnsafeRawBufferPointer(start: name, count: length) {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x5F, 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2E,
        0x5E, 0x60, 0x7C, 0x7E:
        continue
      case _:
        return false
      }
    }
    return true
  }

  private static func block(_ list: UnsafeMutablePointer<evkeyvalq>, size: Int) -> Bytes {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { target in
      var count = 0
      var next = list.pointee.tqh_first
      while let line = next, let name = line.pointee.key, let value = line.pointee.value {
        count += copy(name, into: target, at: count)
        count += copy(": ", into: target, at: count)
        count += copy(value, into: target, at: count)
        count += copy("\r\n", into: target, at: count)
        next = line.pointee.next.tqe_next
      }
      return Bytes(UnsafeBufferPointer(rebasing: target[..<count]))
    }
  }

  private static func copy(
    _ text: UnsafePointer<CChar>, into target: UnsafeMutableBufferPointer<UInt8>, at offset: Int
  ) -> Int {
    let length = strlen(text)
    UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(target)[offset...])
      .copyMemory(from: UnsafeRawBufferPointer(start: text, count: length))
    return length
  }
}

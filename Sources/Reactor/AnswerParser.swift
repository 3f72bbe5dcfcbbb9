internal import HTTP

/// Reads the answer to an outgoing call from all the bytes that have come so far.
struct AnswerParser {
  enum Result: Equatable {
    case unfinished
    case answer(status: Int, body: Bytes)
    case broken(String)
  }

  static let maxHeadBytes = 16 << 10
  /// A longer body is taken up to here.
  static let maxBodyBytes = 64 << 10
  /// Interim answers and the framing of chunks included.
  static let maxBytes = 1 << 20

  private var rest: ArraySlice<UInt8>
  private let isHead: Bool
  private let isEnd: Bool

  /// `isHead` if the request was a HEAD; `isEnd` when the server has closed.
  static func parse(_ bytes: Bytes, isHead: Bool, isEnd: Bool) -> Result {
    guard bytes.count <= maxBytes else { return .broken("the answer is too long") }
    var parser = AnswerParser(rest: bytes[...], isHead: isHead, isEnd: isEnd)
    return parser.answer()
  }

  private mutating func answer() -> Result {
    var head: Head
    repeat {
      let before = rest.count
      guard let next = nextHead() else {
        if isEnd { return .broken("the server closed before the answer's end") }
        return before > Self.maxHeadBytes ? .broken("the answer's head is too long") : .unfinished
      }
      guard next.status >= 100 else { return .broken("the answer is not HTTP/1") }
      head = next
      // 100 and 103 come before the answer.
    } while head.status < 200
    if isHead || head.status == 204 || head.status == 304 {
      return .answer(status: head.status, body: [])
    }
    if head.isChunked { return chunkedBody(head.status) }
    guard let length = head.length else {
      return rest.count >= Self.maxBodyBytes || isEnd
        ? .answer(status: head.status, body: Bytes(rest.prefix(Self.maxBodyBytes))) : .unfinished
    }
    let wanted = min(length, Self.maxBodyBytes)
    if rest.count >= wanted {
      return .answer(status: head.status, body: Bytes(rest.prefix(wanted)))
    }
    return isEnd ? .broken("the server closed before the answer's end") : .unfinished
  }

  private mutating func chunkedBody(_ status: Int) -> Result {
    var body: Bytes = []
    while let line = nextLine() {
      let digits = line.prefix { $0.hexDigitValue != nil }
      guard !digits.isEmpty, digits.count <= 7,
        let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
      else {
        return .broken("the answer has a chunk without a size")
      }
      if size == 0 { return .answer(status: status, body: body) }
      body += rest.prefix(size)
      if body.count >= Self.maxBodyBytes {
        return .answer(status: status, body: Bytes(body.prefix(Self.maxBodyBytes)))
      }
      guard rest.count >= size + 2 else { break }
      rest = rest.dropFirst(size + 2)
    }
    if isEnd { return .broken("the server closed before the answer's end") }
    return rest.count > Self.maxBodyBytes + Self.maxHeadBytes
      ? .broken("the answer has a chunk without an end") : .unfinished
  }

  private struct Head {
    var status: Int
    var isChunked = false
    var length: Int?
  }

  /// The next status line with its header lines; a status of 0 if it is not HTTP/1. Nil if it is
  /// not all there.
  private mutating func nextHead() -> Head? {
    guard let first = nextLine() else { return nil }
    let words = String(decoding: first, as: UTF8.self).split(separator: " ")
    let isHTTP = words.count >= 2 && words[0].hasPrefix("HTTP/1.") && words[1].utf8.count == 3
    var head = Head(status: isHTTP ? Int(words[1]) ?? 0 : 0)
    while let line = nextLine() {
      if line.isEmpty { return head }
      let parts = String(decoding: line, as: UTF8.self)
        .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let value = parts[1].trimmingBlanks
      switch parts[0].lowercased() {
      case "content-length": head.length = Int(value).flatMap { $0 >= 0 ? $0 : nil }
      case "transfer-encoding": head.isChunked = value.lowercased() == "chunked"
      case _: continue
      }
    }
    return nil
  }

  /// The next line without its end, CR LF or a bare LF.
  private mutating func nextLine() -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: 10) else { return nil }
    let line = rest[..<end]
    rest = rest[(end + 1)...]
    return line.last == 13 ? line.dropLast() : line
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    let start = drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { start[...$0] } ?? start
  }
}

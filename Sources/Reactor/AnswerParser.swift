internal import HTTP

/// Reads the answer to an outgoing call as its bytes come, each of them once.
struct AnswerParser {
  enum Result: Equatable {
    case unfinished
    case answer(status: Int, body: Bytes)
    case broken(String)
  }

  static let maxHeadBytes = 16 << 10
  /// What bodies are taken up to, unless it is said otherwise.
  static let standardBodyBytes = 64 << 10
  /// How much more than its body an answer may be: interim answers and the framing of chunks.
  private static let maxFramingBytes = 1 << 20

  private enum Step {
    case statusLine
    case headerLine
    /// So many bytes more and the answer is whole.
    case body(Int)
    case bodyUntilEnd
    case chunkSize
    case chunk(Int)
    case chunkEnd
  }

  private let isHead: Bool
  /// A longer body is taken up to here.
  private let maxBodyBytes: Int
  private var step = Step.statusLine
  /// The beginning of a line whose end has not come.
  private var line: Bytes = []
  private var total = 0
  private var headBytes = 0
  private var status = 0
  private var isChunked = false
  private var length: Int?
  private var body: Bytes = []

  /// `isHead` if the request was a HEAD, whose answer has no body.
  init(isHead: Bool, maxBodyBytes: Int = standardBodyBytes) {
    self.isHead = isHead
    self.maxBodyBytes = maxBodyBytes
  }

  /// Takes the next bytes. After an answer or a flaw there must be no further call.
  mutating func take(_ bytes: UnsafeRawBufferPointer) -> Result {
    total += bytes.count
    guard total <= maxBodyBytes + Self.maxFramingBytes else {
      return .broken("the answer is too long")
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      switch step {
      case .statusLine, .headerLine, .chunkSize, .chunkEnd:
        let result = takeLine(of: &rest)
        guard result == .unfinished else { return result }
      case .body(let wanted):
        takeBody(of: &rest, atMost: wanted)
        if body.count == wanted { return .answer(status: status, body: body) }
      case .bodyUntilEnd:
        takeBody(of: &rest, atMost: maxBodyBytes)
        if body.count == maxBodyBytes { return .answer(status: status, body: body) }
      case .chunk(let size):
        let before = body.count
        takeBody(of: &rest, atMost: min(before + size, maxBodyBytes))
        if body.count == maxBodyBytes { return .answer(status: status, body: body) }
        let left = before + size - body.count
        step = left == 0 ? .chunkEnd : .chunk(left)
      }
    }
    return .unfinished
  }

  /// What has come is all that comes: the server has closed.
  func end() -> Result {
    switch step {
    case .bodyUntilEnd: .answer(status: status, body: body)
    case .statusLine, .headerLine, .body, .chunkSize, .chunk, .chunkEnd:
      .broken("the server closed before the answer's end")
    }
  }

  /// Moves bytes to the body, which is to have that many in the end.
  private mutating func takeBody(of rest: inout Slice<UnsafeRawBufferPointer>, atMost wanted: Int) {
    let part = rest.prefix(wanted - body.count)
    body.append(contentsOf: UnsafeRawBufferPointer(rebasing: part))
    rest = rest[part.endIndex...]
  }

  /// Takes a line, which CR LF or a bare LF ends, or the part of it that is there.
  private mutating func takeLine(of rest: inout Slice<UnsafeRawBufferPointer>) -> Result {
    let end = rest.firstIndex(of: 10)
    line.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[..<(end ?? rest.endIndex)]))
    rest = rest[(end.map { $0 + 1 } ?? rest.endIndex)...]
    guard headBytes + line.count <= Self.maxHeadBytes else {
      return .broken("the answer's head is too long")
    }
    guard end != nil else { return .unfinished }
    headBytes += line.count
    if line.last == 13 { line.removeLast() }
    defer { line.removeAll(keepingCapacity: true) }
    switch step {
    case .statusLine: return readStatusLine()
    case .headerLine: return line.isEmpty ? endHead() : readHeaderLine()
    case .chunkSize: return readChunkSize()
    case .chunkEnd:
      step = .chunkSize
      return line.isEmpty ? .unfinished : .broken("the answer has a chunk without an end")
    case .body, .bodyUntilEnd, .chunk:
      fatalError("AnswerParser: a line is read where the body is")
    }
  }

  private mutating func readStatusLine() -> Result {
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard words.count >= 2, words[0].starts(with: Array("HTTP/1.".utf8)), words[1].count == 3,
      let status = Int(String(decoding: words[1], as: UTF8.self)), status >= 100
    else { return .broken("the answer is not HTTP/1") }
    self.status = status
    isChunked = false
    length = nil
    step = .headerLine
    return .unfinished
  }

  private mutating func readHeaderLine() -> Result {
    if let value = value(of: "content-length") {
      length = Int(value).flatMap { $0 >= 0 ? $0 : nil }
    } else if let value = value(of: "transfer-encoding") {
      isChunked = value.lowercased() == "chunked"
    }
    return .unfinished
  }

  private mutating func endHead() -> Result {
    headBytes = 0
    guard status >= 200 else {
      // 100 and 103 come before the answer.
      step = .statusLine
      return .unfinished
    }
    if isHead || status == 204 || status == 304 || (!isChunked && length == 0) {
      return .answer(status: status, body: [])
    }
    if isChunked {
      step = .chunkSize
    } else if let length {
      let wanted = min(length, maxBodyBytes)
      body.reserveCapacity(wanted)
      step = .body(wanted)
    } else {
      step = .bodyUntilEnd
    }
    return .unfinished
  }

  private mutating func readChunkSize() -> Result {
    headBytes = 0
    let digits = line.prefix { $0.hexDigitValue != nil }
    guard !digits.isEmpty, digits.count <= 7,
      let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
    else {
      return .broken("the answer has a chunk without a size")
    }
    if size == 0 { return .answer(status: status, body: body) }
    step = .chunk(size)
    return .unfinished
  }

  /// The value of the line if it is a header line of that name, which is in small letters.
  private func value(of name: StaticString) -> String? {
    let length = name.utf8CodeUnitCount
    guard line.count > length, line[length] == UInt8(ascii: ":"),
      (0..<length).allSatisfy({ line[$0].asciiLowercased == name.utf8Start[$0] })
    else { return nil }
    let value = line[(length + 1)...].drop(while: Self.isBlank)
    let end = value.lastIndex { !Self.isBlank($0) } ?? value.startIndex - 1
    return String(decoding: value[...end], as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}

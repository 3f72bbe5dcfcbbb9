internal import HTTP

/// A request or an answer as it crossed the wire. Targets and bodies are the very bytes; the lines
/// before a body are put together again from what the HTTP library made of them.
enum RawMessage {
  static func bytes(of request: HTTPRequest) -> Bytes {
    var bytes = Bytes(request.method)
    bytes.append(UInt8(ascii: " "))
    bytes += request.target.bytes
    bytes += Bytes(" HTTP/1.1\r\n")
    bytes += request.headers.block
    bytes += [13, 10]
    return bytes + request.body
  }

  static func bytes(of answer: HTTPResponse, _ extent: JournalHead.Extent) -> Bytes {
    guard extent != .none else { return [] }
    var lines = ["HTTP/1.1 \(answer.status)"]
    if let type = answer.contentType { lines.append("Content-Type: \(type)") }
    for header in answer.headers { lines.append("\(header.name): \(header.value)") }
    lines.append("Content-Length: \(answer.body.count)")
    let count = extent == .half ? answer.body.count / 2 : answer.body.count
    return Bytes(lines.joined(separator: "\r\n") + "\r\n\r\n") + answer.body.prefix(count)
  }

  /// The text, where all of it is UTF-8 that can be printed.
  static func text(of bytes: Bytes) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let isPrintable = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 9, 10, 13: true
      case 0..<0x20, 0x7F..<0xA0: false
      case _: true
      }
    }
    return isPrintable ? text : nil
  }
}

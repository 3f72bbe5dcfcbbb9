internal import CLibevent
internal import HTTP

/// Gives an answer to evhttp with its framing.
enum ResponseWriter {
  /// How much of an answer goes out, and whether its connection is used again.
  enum Extent {
    case whole
    /// All of it, and `Connection: close`.
    case wholeThenClose
    /// The head as in `whole`, the first half of the body's bytes, and then the end.
    case half
  }

  static func send(
    _ response: HTTPResponse, date: String?, to request: UnsafeMutablePointer<evhttp_request>,
    _ extent: Extent
  ) {
    let headers = evhttp_request_get_output_headers(request)
    if let type = response.contentType { add("Content-Type", type, to: headers) }
    for header in response.headers { add(header.name, header.value, to: headers) }
    if let date { add("Date", date, to: headers) }
    if response.status != 204, response.status != 304 {
      add("Content-Length", String(response.body.count), to: headers)
      // evhttp would write a body that does not belong there.
      if evhttp_request_get_command(request) != EVHTTP_REQ_HEAD {
        add(response.body, extent, to: request)
      }
    }
    switch extent {
    case .whole, .half: break
    case .wholeThenClose: closeAfter(request, headers)
    }
    // Without a reason phrase evhttp takes its own, which it has for most.
    let reason = response.status == 422 ? "Unprocessable Content" : nil
    evhttp_send_reply(request, Int32(clamping: response.status), reason, nil)
    switch extent {
    case .whole, .wholeThenClose: break
    case .half:
      // The head is written down: this line is not sent, but read by evhttp when all is sent. A
      // "keep-alive" for HTTP/1.0 would be read first.
      evhttp_remove_header(headers, "Connection")
      add("Connection", "close", to: headers)
    }
  }

  /// Sends the head of an answer whose body comes in chunks, and which ends its connection.
  static func start(_ head: HTTPResponse, to request: UnsafeMutablePointer<evhttp_request>) {
    let headers = evhttp_request_get_output_headers(request)
    if let type = head.contentType { add("Content-Type", type, to: headers) }
    for header in head.headers { add(header.name, header.value, to: headers) }
    closeAfter(request, headers)
    evhttp_send_reply_start(request, Int32(clamping: head.status), nil)
  }

  /// evhttp takes the client's wish before ours, and adds "keep-alive" for HTTP/1.0.
  private static func closeAfter(
    _ request: UnsafeMutablePointer<evhttp_request>, _ headers: UnsafeMutablePointer<evkeyvalq>?
  ) {
    evhttp_remove_header(evhttp_request_get_input_headers(request), "Connection")
    add("Connection", "close", to: headers)
  }

  private static func add(
    _ body: Bytes, _ extent: Extent, to request: UnsafeMutablePointer<evhttp_request>
  ) {
    let count =
      switch extent {
      case .whole, .wholeThenClose: body.count
      case .half: body.count / 2
      }
    guard count > 0 else { return }
    let result = body.withUnsafeBytes {
      evbuffer_add(evhttp_request_get_output_buffer(request), $0.baseAddress, count)
    }
    guard result == 0 else { fatalError("evbuffer_add: out of memory") }
  }

  private static func add(
    _ name: String, _ value: String, to headers: UnsafeMutablePointer<evkeyvalq>?
  ) {
    let result = oneLine(name).withCString { name in
      oneLine(value).withCString { evhttp_add_header(headers, name, $0) }
    }
    guard result == 0 else { fatalError("evhttp_add_header: out of memory") }
  }

  /// The text, with blanks for what would end the line: nobody may add header lines by a value.
  private static func oneLine(_ text: String) -> String {
    var text = text
    let isOneLine = text.withUTF8 { bytes in
      for byte in bytes where byte == 13 || byte == 10 || byte == 0 { return false }
      return true
    }
    guard !isOneLine else { return text }
    return String(
      decoding: text.utf8.map { $0 == 13 || $0 == 10 || $0 == 0 ? 32 : $0 }, as: UTF8.self)
  }
}

internal import CLibevent
internal import Glibc
internal import HTTP

/// Frames an answer: status line, header lines, and as much of the body as goes out.
///
/// evhttp's own writer would keep each header line in two strings and print them one by one, which
/// took about a tenth of a single send; it still learns when the answer has left.
struct ResponseWriter {
  /// How much of an answer goes out, and whether its connection is used again.
  enum Extent {
    case whole
    /// All of it, and `Connection: close`.
    case wholeThenClose
    /// The head as in `whole`, the first half of the body's bytes, and then the end.
    case half
  }

  private let room: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  /// Calls `body` with the bytes of the answer to this request, and tells evhttp whether the
  /// connection ends with them.
  static func withBytes(
    of response: HTTPResponse, date: String?, to request: UnsafeMutablePointer<evhttp_request>,
    _ extent: Extent, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    // The lines of our own take less than 160 bytes.
    let size = response.headers.reduce(
      256 + (response.contentType?.utf8.count ?? 0) + response.body.count
    ) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { room in
      var writer = ResponseWriter(room: room)
      writer.write(response, date: date, to: request, extent)
      // Whether the request came in chunks, which evhttp would take for the answer's way.
      request.pointee.chunked = 0
      body(UnsafeBufferPointer(rebasing: room[..<writer.count]))
    }
  }

  private init(room: UnsafeMutableBufferPointer<UInt8>) {
    self.room = room
  }

  private mutating func write(
    _ response: HTTPResponse, date: String?, to request: UnsafeMutablePointer<evhttp_request>,
    _ extent: Extent
  ) {
    add(request.pointee.minor == 0 ? "HTTP/1.0 " : "HTTP/1.1 ")
    add(response.status)
    add(" ")
    add(ReasonPhrase.of(response.status))
    if let type = response.contentType { addLine("Content-Type", type) }
    for header in response.headers { addLine(header) }
    addLine("Date", date ?? Self.date())
    let mayHaveBody = response.status != 204 && response.status != 304
    if mayHaveBody {
      add("\r\nContent-Length: ")
      add(response.body.count)
    }
    addConnection(request, extent)
    add("\r\n\r\n")
    guard mayHaveBody, evhttp_request_get_command(request) != EVHTTP_REQ_HEAD else { return }
    response.body.withUnsafeBufferPointer { body in
      switch extent {
      case .whole, .wholeThenClose: add(body)
      case .half: add(UnsafeBufferPointer(rebasing: body.prefix(body.count / 2)))
      }
    }
  }

  /// The line that says whether the connection stays, where that is not what its version stands for.
  private mutating func addConnection(
    _ request: UnsafeMutablePointer<evhttp_request>, _ extent: Extent
  ) {
    switch extent {
    case .whole: break
    case .wholeThenClose, .half:
      // Not sent, but read by evhttp when all has left.
      guard
        evhttp_add_header(evhttp_request_get_output_headers(request), "Connection", "close") == 0
      else { fatalError("evhttp_add_header: out of memory") }
    }
    let wish = evhttp_find_header(evhttp_request_get_input_headers(request), "Connection")
    if extent == .wholeThenClose || wish.map({ strcasecmp($0, "close") == 0 }) == true {
      add("\r\nConnection: close")
    } else if request.pointee.minor == 0,
      wish.map({ strncasecmp($0, "keep-alive", 10) == 0 }) == true
    {
      add("\r\nConnection: keep-alive")
    }
  }

  /// Sends the head of an answer whose body comes in chunks, and which ends its connection.
  static func start(_ head: HTTPResponse, to request: UnsafeMutablePointer<evhttp_request>) {
    let headers = evhttp_request_get_output_headers(request)
    if let type = head.contentType { add("Content-Type", type, to: headers) }
    for header in head.headers { add(header.name, header.value, to: headers) }
    // evhttp takes the client's wish before ours, and adds "keep-alive" for HTTP/1.0.
    evhttp_remove_header(evhttp_request_get_input_headers(request), "Connection")
    add("Connection", "close", to: headers)
    evhttp_send_reply_start(request, Int32(clamping: head.status), nil)
  }

  private static func add(
    _ name: String, _ value: String, to headers: UnsafeMutablePointer<evkeyvalq>?
  ) {
    guard evhttp_add_header(headers, name, value) == 0 else {
      fatalError("evhttp_add_header: refused \(name)")
    }
  }

  private mutating func addLine(_ name: StaticString, _ value: String) {
    add("\r\n")
    add(name)
    add(": ")
    addOnOneLine(value)
  }

  private mutating func addLine(_ header: HTTPResponse.Header) {
    add("\r\n")
    addOnOneLine(header.name)
    add(": ")
    addOnOneLine(header.value)
  }

  /// The text, with blanks for what would end the line: nobody may add header lines by a value.
  private mutating func addOnOneLine(_ text: String) {
    var text = text
    let start = count
    text.withUTF8 { add($0) }
    for place in start..<count {
      switch room[place] {
      case 13, 10, 0: room[place] = 32
      case _: break
      }
    }
  }

  private mutating func add(_ text: StaticString) {
    add(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func add(_ number: Int) {
    var number = UInt(number)
    var digits = 1
    var power: UInt = 10
    while number >= power {
      digits += 1
      power *= 10
    }
    for place in (count..<count + digits).reversed() {
      room[place] = UInt8(48 + number % 10)
      number /= 10
    }
    count += digits
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
    precondition(bytes.count <= room.count - count, "ResponseWriter: the room is too small")
    (room.baseAddress! + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  /// Now, as HTTP writes it.
  private static func date() -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
      evutil_date_rfc1123(text.baseAddress, text.count, nil)
      return String(cString: text.baseAddress!)
    }
  }
}

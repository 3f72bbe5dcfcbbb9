internal import CLibevent
internal import Glibc
internal import HTTP

/// Copies a request out of evhttp, and refuses the framing that evhttp lets through: two parties
/// that read it differently would see different requests on one connection.
enum RequestReader {
  /// The request as it came, or nil if it must be answered 400 and its connection closed.
  static func read(
    _ request: UnsafeMutablePointer<evhttp_request>, on connection: Connection
  ) -> HTTPRequest? {
    let command = evhttp_request_get_command(request)
    guard request.pointee.major == 1, request.pointee.minor == 0 || request.pointee.minor == 1,
      let target = evhttp_request_get_uri(request),
      let headers = HeaderReader.read(
        request, maxLines: connection.maxHeaderLines, mayHaveBody: command != EVHTTP_REQ_HEAD)
    else { return nil }
    // evhttp takes a target with a scheme for a proxy's business, and would close after it.
    request.pointee.flags &= ~EVHTTP_PROXY_REQUEST
    return HTTPRequest(
      method: name(of: command),
      target: RequestTarget(
        Bytes(UnsafeRawBufferPointer(start: target, count: strlen(target)))),
      headers: headers,
      body: body(of: request),
      peer: connection.peer,
      connection: connection.id)
  }

  /// Takes the body out of evhttp.
  static func body(of request: UnsafeMutablePointer<evhttp_request>) -> Bytes {
    let buffer = evhttp_request_get_input_buffer(request)
    let length = evbuffer_get_length(buffer)
    guard length > 0 else { return [] }
    guard let start = evbuffer_pullup(buffer, -1) else {
      fatalError("evbuffer_pullup: out of memory")
    }
    let body = Bytes(UnsafeBufferPointer(start: start, count: length))
    // evhttp keeps its own until the answer has left.
    evbuffer_drain(buffer, length)
    return body
  }

  private static func name(of command: evhttp_cmd_type) -> String {
    switch command {
    case EVHTTP_REQ_GET: "GET"
    case EVHTTP_REQ_POST: "POST"
    case EVHTTP_REQ_HEAD: "HEAD"
    case EVHTTP_REQ_PUT: "PUT"
    case EVHTTP_REQ_DELETE: "DELETE"
    case EVHTTP_REQ_OPTIONS: "OPTIONS"
    case EVHTTP_REQ_PATCH: "PATCH"
    case _: fatalError("RequestReader: evhttp let method \(command.rawValue) through")
    }
  }
}

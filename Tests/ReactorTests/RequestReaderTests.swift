import CLibevent
import HTTP
import Testing

@testable import Reactor

@Suite struct RequestReaderTests {
  /// A request may be held for hours, and evhttp keeps its buffer as long.
  @Test func theBodyIsNotKeptTwice() throws {
    let request = try #require(evhttp_request_new(nil, nil))
    defer { evhttp_request_free(request) }
    let buffer = evhttp_request_get_input_buffer(request)
    for part in ["a=1&", "b=2"] {
      let piece = evbuffer_new()
      evbuffer_add(piece, part, part.utf8.count)
      evbuffer_add_buffer(buffer, piece)
      evbuffer_free(piece)
    }
    #expect(RequestReader.body(of: request) == Bytes("a=1&b=2"))
    #expect(evbuffer_get_length(buffer) == 0)
    #expect(RequestReader.body(of: request).isEmpty)
  }
}

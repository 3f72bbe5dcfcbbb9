// The first floor of `make bench`: a bare evhttp server that reads nothing of a request and answers
// each with the same bytes, as many as a single JSON send is answered with.

import CLibevent
import Glibc

let answer = """
  {"status":"0","balance":99998,"list":[{"mid":"90A8EE5F09B59EEC","mobile":"15023239810","result":0}]}
  """

signal(SIGPIPE, SIG_IGN)
guard let base = event_base_new(), let http = evhttp_new(base) else {
  fatalError("libevent has no memory")
}
evhttp_set_gencb(
  http,
  { request, _ in
    let body = evbuffer_new()
    _ = answer.withCString { evbuffer_add(body, $0, answer.utf8.count) }
    evhttp_add_header(
      evhttp_request_get_output_headers(request), "Content-Type",
      "application/json; charset=utf-8")
    evhttp_send_reply(request, 200, nil, body)
    evbuffer_free(body)
  }, nil)

guard let socket = evhttp_bind_socket_with_handle(http, "127.0.0.1", 0) else {
  fatalError("no port on 127.0.0.1 is free")
}
var address = sockaddr_in()
var length = socklen_t(MemoryLayout<sockaddr_in>.size)
withUnsafeMutablePointer(to: &address) {
  _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
    getsockname(evhttp_bound_socket_get_fd(socket), $0, &length)
  }
}
print(UInt16(bigEndian: address.sin_port))
fflush(nil)
event_base_dispatch(base)

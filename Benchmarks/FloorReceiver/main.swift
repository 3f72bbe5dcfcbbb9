// What `make bench` has pushed to: takes POSTs of JSON arrays on 127.0.0.1 and answers OK as fast as
// it can, one request a connection. The first one is kept waiting until a line `go COUNT` comes on
// standard input, so that all the rest falls due meanwhile; when COUNT objects have come, it prints how
// many seconds that took from then on.
//
// Prints its port first.

import Glibc

let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK"

struct Client {
  var received = 0
  /// Of the whole request; 0 until its head is there.
  var length = 0
  var head: [UInt8] = []
}

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func check(_ result: Int32, _ call: StaticString) -> Int32 {
  guard result >= 0 else { fatalError("\(call): \(String(cString: strerror(errno)))") }
  return result
}

let listener = check(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), "socket")
var address = sockaddr_in()
address.sin_family = sa_family_t(AF_INET)
address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
var addressLength = socklen_t(MemoryLayout<sockaddr_in>.size)
withUnsafeMutablePointer(to: &address) {
  $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
    _ = check(bind(listener, $0, addressLength), "bind")
    _ = check(listen(listener, 128), "listen")
    _ = check(getsockname(listener, $0, &addressLength), "getsockname")
  }
}
print(UInt16(bigEndian: address.sin_port))
fflush(nil)

var clients: [Int32: Client] = [:]
var waiting: [Int32] = []
var objects = 0
var wanted = Int.max
var startedAt: Double?
var buffer = [UInt8](repeating: 0, count: 1 << 18)

@MainActor
func finish(_ client: Int32) {
  _ = answer.withCString { send(client, $0, answer.utf8.count, Int32(MSG_NOSIGNAL)) }
  close(client)
  clients[client] = nil
  if let startedAt, objects >= wanted {
    print(now() - startedAt)
    exit(0)
  }
}

/// How long the request is whose head is here, or 0.
func length(of bytes: [UInt8]) -> Int {
  guard let end = bytes.firstRange(of: "\r\n\r\n".utf8),
    let field = bytes.firstRange(of: "Content-Length: ".utf8)
  else { return 0 }
  let digits = bytes[field.upperBound...].prefix { $0 != 13 }
  return end.upperBound + (Int(String(decoding: digits, as: UTF8.self)) ?? 0)
}

@MainActor
func read(_ client: Int32) {
  guard var state = clients[client] else { return }
  let count = recv(client, &buffer, buffer.count, 0)
  guard count > 0 else {
    close(client)
    clients[client] = nil
    return
  }
  state.received += count
  if state.length == 0 {
    state.head += buffer[..<min(count, 1024)]
    state.length = length(of: state.head)
  }
  buffer.withUnsafeBytes { bytes in
    var rest = bytes.baseAddress
    let end = rest.map { $0 + count }
    while let start = rest, let stop = end, start < stop,
      let found = memchr(start, Int32(UInt8(ascii: "{")), stop - start)
    {
      objects += 1
      rest = UnsafeRawPointer(found) + 1
    }
  }
  clients[client] = state
  guard state.length > 0, state.received >= state.length else { return }
  if startedAt == nil { waiting.append(client) } else { finish(client) }
}

while true {
  var watched = [listener, 0] + clients.keys
  var events = watched.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  _ = check(poll(&events, nfds_t(events.count), -1), "poll")
  watched = events.filter { $0.revents != 0 }.map(\.fd)
  for descriptor in watched {
    switch descriptor {
    case listener:
      let client = accept(listener, nil, nil)
      if client >= 0 { clients[client] = Client() }
    case 0:
      guard let line = readLine(), let number = Int(line.dropFirst(3)) else { exit(0) }
      wanted = number
      startedAt = now()
      for client in waiting { finish(client) }
    case let client: read(client)
    }
  }
}

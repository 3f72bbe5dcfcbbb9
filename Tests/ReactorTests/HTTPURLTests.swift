import HTTP
import Testing

@testable import Reactor

@Suite struct HTTPURLTests {
  @Test(arguments: [
    ("http://receiver", "receiver", 80, "receiver", "/", "receiver:80"),
    ("http://receiver:80/", "receiver", 80, "receiver", "/", "receiver:80"),
    (
      "HTTP://My_Host.local:8080/A/b?C=d&e", "My_Host.local", 8080, "My_Host.local:8080",
      "/A/b?C=d&e",
      "my_host.local:8080"
    ),
    ("http://127.0.0.1:1?x", "127.0.0.1", 1, "127.0.0.1:1", "/?x", "127.0.0.1:1"),
    ("http://[2001:DB8::1]", "2001:DB8::1", 80, "[2001:DB8::1]", "/", "[2001:db8::1]:80"),
    ("http://[::1]:65535/a#b", "::1", 65535, "[::1]:65535", "/a", "[::1]:65535"),
    ("http://a.b.:8080#c?d/e", "a.b.", 8080, "a.b.:8080", "/", "a.b.:8080"),
    ("http://h/a?b=http://u@v:1/", "h", 80, "h", "/a?b=http://u@v:1/", "h:80"),
    ("http://h/é%zz", "h", 80, "h", "/é%zz", "h:80"),
  ])
  func urlsAreParsed(
    text: String, host: String, port: UInt16, hostHeader: String, target: String,
    authority: String
  ) throws {
    let url = try HTTPURL(parsing: text)
    #expect(url.host == host)
    #expect(url.port == port)
    #expect(url.hostHeader == hostHeader)
    #expect(url.target == Bytes(target))
    #expect(url.authority == authority)
    #expect(url.description == "http://\(hostHeader)\(target)")
  }

  @Test(arguments: [
    ("", "does not begin with http://"), ("https://h/", "does not begin with http://"),
    ("h:80", "does not begin with http://"), ("http:/h", "does not begin with http://"),
    ("http://", "has no host"), ("http:///a", "has no host"), ("http://?a", "has no host"),
    ("http://:80/", "has no host"), ("http://a..b/", "has no host"), ("http://.a/", "has no host"),
    ("http://a%41/", "has no host"), ("http://é/", "has no host"), ("http://a,b/", "has no host"),
    ("http://256.1.1.1/", "has no host"), ("http://1.2.3/", "has no host"),
    ("http://::1/", "has no port"), ("http://h:/", "has no port"), ("http://h:0/", "has no port"),
    ("http://h:65536/", "has no port"), ("http://h:+1/", "has no port"),
    ("http://[::1]80/", "has no port"), ("http://[::1/", "in its brackets"),
    ("http://[h]/", "in its brackets"), ("http://[127.0.0.1]/", "in its brackets"),
    ("http://[]/", "in its brackets"), ("http://[localhost]/", "in its brackets"),
    ("http://user@h/", "has a user"), ("http://user:x@h/", "has a user"),
    ("http://h/a b", "has a blank"), ("http://h/a\r\nX: y", "has a blank"),
    (" http://h/", "http://"),
  ])
  func flawsAreNamed(text: String, flaw: String) {
    let error = #expect(throws: ReactorError.self) { try HTTPURL(parsing: text) }
    #expect(error?.description.contains(flaw) == true)
    #expect(error?.description.contains("http://127.0.0.1:8080/path?query") == true)
  }

  @Test func aNameMayHave253Bytes() throws {
    let label = String(repeating: "a", count: 63)
    let name = "\(label).\(label).\(label).\(label.dropFirst(2))"
    #expect(try HTTPURL(parsing: "http://\(name)/").host.utf8.count == 253)
    #expect(throws: ReactorError.self) { try HTTPURL(parsing: "http://a\(name)/") }
    #expect(throws: ReactorError.self) { try HTTPURL(parsing: "http://a\(label)/") }
  }
}

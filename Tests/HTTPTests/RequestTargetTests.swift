import HTTP
import Testing

@Suite struct RequestTargetTests {
  @Test(arguments: [
    ("/sms?a=1", "/sms", "a=1"), ("/sms", "/sms", ""), ("/sms?", "/sms", ""),
    ("//sms///x?a=//", "/sms/x", "a=//"), ("http://h:1/sms?a=1", "/sms", "a=1"),
    ("http://h", "/", ""), ("http://h?a=1", "/", "a=1"), ("/s%6Ds?a", "/sms", "a"),
    ("/sms?a=1#b&c=2", "/sms", "a=1#b&c=2"), ("/a?b?c", "/a", "b?c"), ("*", "*", ""), ("", "/", ""),
    ("/a+b", "/a+b", ""), ("/%2F%2Fx", "/x", ""), ("/__mock/%2e%2e/x", "/__mock/../x", ""),
  ])
  func reads(_ target: String, _ path: String, _ query: String) {
    let read = RequestTarget(target)
    #expect(read.path == path)
    #expect(Bytes(read.query) == Bytes(query))
    #expect(read.bytes == Bytes(target))
  }
}

@Suite struct HTTPHeadersTests {
  @Test func findsANameInEitherCase() {
    var headers = HTTPHeaders()
    headers.append(name: "Host", value: "a")
    headers.append(name: "X-Host", value: "b")
    headers.append(name: "HOST", value: "c")
    #expect(headers.first("host").map { Bytes($0) } == Bytes("a"))
    #expect(headers.first("x-host").map { Bytes($0) } == Bytes("b"))
    #expect(headers.first("hos") == nil)
    #expect(HTTPHeaders().first("host") == nil)
  }
}

import HTTP
import Testing

@Suite struct FormTests {
  private func form(_ query: String, body: String = "", type: String? = nil) -> Form {
    var headers = HTTPHeaders()
    if let type { headers.append(name: "content-type", value: type) }
    return Form(
      HTTPRequest(
        method: "POST", target: RequestTarget("/sms?" + query), headers: headers,
        body: Bytes(body)))
  }

  @Test func bodyWinsOverQuery() {
    let form = form("a=query&b=query", body: "a=body")
    #expect(form.text("a") == "body")
    #expect(form.text("b") == "query")
  }

  @Test func anEmptyValueMeansAbsent() {
    let form = form("a=query&b=", body: "a=")
    #expect(form.text("a") == "query")
    #expect(form.text("b") == nil)
    #expect(form.text("c") == nil)
  }

  @Test(arguments: [
    ("a=100%+1", "100% 1"), ("a=%E6%82%A8", "您"), ("a=%e6%82%a8", "您"), ("a=%", "%"),
    ("a=%4", "%4"), ("a=%zz", "%zz"), ("a=%41%4", "A%4"), ("a=x=y", "x=y"), ("&&a=1&", "1"),
    ("b&a=1", "1"), ("%61=1", "1"), ("=x&a=1", "1"), ("a=&a=1", "1"), ("a=1&a=2", "1"),
    ("a=您", "您"), ("a=+", " "),
  ])
  func reads(_ query: String, _ expected: String) {
    #expect(form(query).text("a") == expected)
    #expect(form("", body: query).text("a") == expected)
  }

  @Test func namesAreExactUnlessAskedOtherwise() {
    let request = HTTPRequest(method: "GET", target: RequestTarget("/sms?SendTime=1"))
    #expect(Form(request).text("sendTime") == nil)
    #expect(Form(request, namesIgnoreCase: true).text("sendTime") == "1")
  }

  @Test(arguments: [
    ("a=json", true), ("a=JSON", true), ("a=%6Aso%4E", true), ("a=&a=json", true), ("a=xml", false),
    ("a=json+", false), ("a=jso%", false), ("a=", false), ("b=json", false),
  ])
  func knowsAWord(_ query: String, _ isIt: Bool) {
    #expect(form(query).has("a", "json") == isIt)
    #expect(form("a=json", body: query).has("a", "json") == (isIt || form(query).text("a") == nil))
  }

  @Test func bytesStayBytes() {
    let target = Bytes("/sms?a=") + [0xC4, 0xFA] + Bytes("&b=1")
    let form = Form(HTTPRequest(method: "GET", target: RequestTarget(target)))
    #expect(form.value("a") == [0xC4, 0xFA])
    #expect(form.text("b") == "1")
  }

  @Test(arguments: ["\r\n", "\n"]) func multipart(_ newline: String) {
    let body = [
      "preamble", "--x", "Content-Disposition: form-data; name=\"a\"", "", "1&b=2%41+", "--x",
      "content-disposition: form-data; name=b; filename=\"c\"", "Content-Type: text/plain", "",
      "two", "lines", "--x", "Content-Disposition: form-data; name=\"empty\"", "", "", "--x--", "",
    ].joined(separator: newline)
    let form = form("empty=q", body: body, type: "Multipart/Form-Data; charset=x; boundary=\"x\"")
    #expect(form.text("a") == "1&b=2%41+")
    #expect(form.text("b") == "two" + newline + "lines")
    #expect(form.text("empty") == "q")
  }

  @Test func aMultipartBodyThatBreaksOffLosesNothingBeforeIt() {
    let whole = Bytes(
      "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n--x--\r\n")
    for length in 0...whole.count {
      let form = form(
        "", body: String(decoding: whole[..<length], as: UTF8.self),
        type: "multipart/form-data; boundary=x")
      if let value = form.text("a") { #expect("value\r\n--x".utf8.starts(with: value.utf8)) }
    }
  }
}

import HTTP
import Testing

@testable import Reactor

@Suite struct AnswerParserTests {
  private func parse(_ text: String, isHead: Bool = false, isEnd: Bool = false)
    -> AnswerParser.Result
  {
    var parser = AnswerParser(isHead: isHead)
    let result = Bytes(text).withUnsafeBytes { parser.take($0) }
    return result == .unfinished && isEnd ? parser.end() : result
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
    "HTTP/1.0 200\nCONTENT-LENGTH:3 \n\nabc and more",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nab\r\n1;x\r\nc\r\n0\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n"
      + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
  ])
  func anAnswerIsWholeByItsFraming(text: String) {
    #expect(parse(text) == .answer(status: 200, body: Bytes("abc")))
    for length in 0..<(text.utf8.count - 12) {
      #expect(parse(String(text.prefix(length))) == .unfinished)
    }
  }

  @Test(arguments: [
    "HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n",
  ])
  func anAnswerMayComeInAnyPieces(text: String) {
    let bytes = Bytes(text)
    for length in 1...bytes.count {
      var parser = AnswerParser(isHead: false)
      var result = AnswerParser.Result.unfinished
      for start in stride(from: 0, to: bytes.count, by: length) {
        #expect(result == .unfinished)
        let piece = bytes[start..<min(start + length, bytes.count)]
        result = piece.withUnsafeBytes { parser.take($0) }
      }
      #expect(result == .answer(status: 200, body: Bytes("abc")))
    }
  }

  @Test func aLongBodyIsTakenInPart() {
    let body = String(repeating: "a", count: (64 << 10) + 1)
    let part = AnswerParser.Result.answer(status: 200, body: Bytes(body.utf8.dropLast()))
    #expect(parse("HTTP/1.1 200 OK\r\n\r\n\(body)") == part)
    #expect(parse("HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n\(body)") == part)
    #expect(
      parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n\(body)") == part)
  }

  @Test func anAnswerWithoutALengthEndsWithTheConnection() {
    let text = "HTTP/1.1 500 Oops\r\n\r\nabc"
    #expect(parse(text) == .unfinished)
    #expect(parse(text, isEnd: true) == .answer(status: 500, body: Bytes("abc")))
  }

  @Test func someAnswersHaveNoBody() {
    #expect(parse("HTTP/1.1 204 No\r\n\r\n") == .answer(status: 204, body: []))
    #expect(
      parse("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") == .answer(status: 200, body: []))
    #expect(
      parse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", isHead: true)
        == .answer(status: 200, body: []))
  }

  @Test func aBrokenAnswerIsNamed() {
    #expect(parse("SSH-2.0-x\r\n\r\n") == .broken("the answer is not HTTP/1"))
    #expect(
      parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
        == .broken("the answer has a chunk without a size"))
    #expect(
      parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n")
        == .broken("the answer has a chunk without an end"))
    #expect(
      parse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", isEnd: true)
        == .broken("the server closed before the answer's end"))
    #expect(
      parse(String(repeating: "a", count: 17000)) == .broken("the answer's head is too long"))
    #expect(
      parse("HTTP/1.1 200 OK\r\n" + String(repeating: "a: b\r\n", count: 4000))
        == .broken("the answer's head is too long"))
    #expect(
      parse(String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 50_000))
        == .broken("the answer is too long"))
  }
}

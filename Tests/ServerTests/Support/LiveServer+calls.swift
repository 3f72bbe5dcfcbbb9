import Carrier
import Foundation
import HTTP

extension LiveServer {
  /// One request on a connection of its own; the body of the answer.
  func get(_ target: String) throws -> String {
    try body(of: "GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
  }

  func post(_ path: String, _ form: String) throws -> String {
    try body(
      of: """
        POST \(path) HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/x-www-form-urlencoded\r
        Content-Length: \(form.utf8.count)\r
        \r
        \(form)
        """)
  }

  /// Sends a text to numbers with JSON answers.
  func send(
    _ content: String, to mobiles: String, account: String = "922011", more: String = ""
  ) throws -> String {
    try post(
      "/sms",
      "action=send&account=\(account)&password=123456&rt=json&mobile=\(mobiles)"
        + "&content=\(content)\(more)")
  }

  /// Pulls reports as JSON.
  func reports(account: String = "922011") throws -> String {
    try get("/sms?action=report&account=\(account)&password=123456&rt=json")
  }

  /// Any method, with a body of any kind.
  func request(_ method: String, _ path: String, body: String = "") throws -> String {
    try self.body(
      of: """
        \(method) \(path) HTTP/1.1\r
        Host: localhost\r
        Content-Length: \(body.utf8.count)\r
        \r
        \(body)
        """)
  }

  /// Asks the control API again and again until its answer holds this; a request takes its time to
  /// be decided.
  func waitUntil(_ target: String, holds text: String) throws {
    var answer = ""
    for _ in 0..<2000 {
      answer = try get(target)
      if answer.contains(text) { return }
    }
    throw WireClient.Failure(description: "\(target) never held \(text), but \(answer)")
  }

  /// The same until it holds this so many times.
  func waitUntil(_ target: String, holdsTimes count: Int, _ text: String) throws {
    var answer = ""
    for _ in 0..<2000 {
      answer = try get(target)
      if answer.components(separatedBy: text).count == count + 1 { return }
    }
    throw WireClient.Failure(description: "\(target) never held \(text) \(count) times: \(answer)")
  }

  private func body(of request: String) throws -> String {
    let answer = try WireClient(port: port).exchange(Bytes(request)).utf8Text
    return answer.range(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) } ?? answer
  }
}

import Carrier
import Testing

/// How to bring about one documented outcome without a rule: a world, some steps, and what the last
/// answer must hold.
struct Provocation: Sendable, CustomTestStringConvertible {
  enum Step: Sendable {
    case get(String)
    case post(String, String)
    /// The connection stays open to the end.
    case hold(String)
    case advance(TimeSpan)
  }

  /// The id in the catalogue.
  let outcome: String
  /// Nil: the built-in scenario.
  let scenario: String?
  let steps: [Step]
  let answer: String
  /// Whether the last answer must hold nothing else.
  var isWhole = false

  var testDescription: String { "\(outcome): \(answer)" }

  func isMet(by answer: String) -> Bool {
    isWhole ? answer == self.answer : answer.contains(self.answer)
  }

  /// Plays it on a server of its own; the last answer's body, and what the control API counts as
  /// never shown.
  func play() throws -> (answer: String, neverSeen: Set<String>) {
    let server = try LiveServer(scenario.map { [$0] } ?? [])
    defer { server.stop() }
    var held: [WireClient] = []
    var last = ""
    for step in steps {
      switch step {
      case .get(let target): last = try server.get(target)
      case .post(let path, let body): last = try server.post(path, body)
      case .advance(let span): server.clock.advance(by: span)
      case .hold(let target):
        let client = try WireClient(port: server.port)
        _ = try client.exchange(Array("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
        held.append(client)
      }
    }
    let coverage = try server.get("/__mock/v1/coverage?format=text")
    let neverSeen = coverage.split(separator: "\n").flatMap { line in
      let dialect = String(line.prefix { $0 != " " })
      return (line.components(separatedBy: "; never seen: ").dropFirst().first ?? "")
        .components(separatedBy: ", ").map { dialect + "." + $0 }
    }
    return (last, Set(neverSeen))
  }
}

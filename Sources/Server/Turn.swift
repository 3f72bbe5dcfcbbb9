internal import HTTP
internal import Reactor

/// The answers of one turn of the loop, held back until what they say is stored.
struct Turn {
  private var answers: [(PendingReply, HTTPResponse)] = []
  private(set) var hasFailed = false

  mutating func add(_ response: HTTPResponse, to reply: PendingReply) {
    answers.append((reply, response))
  }

  /// From here on nothing of this turn can be acknowledged.
  mutating func fail() {
    hasFailed = true
  }

  var isEmpty: Bool { answers.isEmpty }

  /// Sends what is held and makes room for the next turn.
  mutating func send(date: String, closing: Bool) {
    for (reply, response) in answers {
      var response = hasFailed ? Self.unavailable : response
      response.headers.append(.init("Date", date))
      reply.send(response, closing: closing)
    }
    answers.removeAll(keepingCapacity: true)
    hasFailed = false
  }

  private static let unavailable = HTTPResponse.text(
    503, "the store cannot be written to; nothing of this request was kept\n",
    headers: [.init("Retry-After", "1")])
}

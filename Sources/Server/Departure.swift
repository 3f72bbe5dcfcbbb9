internal import Carrier
internal import Console
internal import HTTP
internal import Reactor

/// How an answer leaves: whole, in part, or not at all.
enum Departure {
  case send(HTTPResponse)
  /// Half of the body, and then the end.
  case truncate(HTTPResponse)
  case cut(PendingReply.Cut)
  /// Never.
  case stall

  /// What a fault makes of an answer.
  ///
  /// - Parameter answer: nil where the request was not carried out.
  init(_ answer: HTTPResponse?, _ behaviour: Behaviour) {
    switch (behaviour.fault, answer) {
    case (.drop, _): self = .cut(.close)
    case (.reset, _), (.loseAnswer, _): self = .cut(.reset)
    case (.stall, _): self = .stall
    case (.http(let status), _):
      self = .send(.text(status, "a rule of the scenario answers \(status)\n"))
    case (.empty, _): self = .send(HTTPResponse())
    case (.garbage, let answer):
      self = .send(HTTPResponse(contentType: answer?.contentType, body: behaviour.garbage))
    case (.truncate, let answer?): self = .truncate(answer)
    case (nil, let answer?): self = .send(answer)
    case (.truncate, nil), (nil, nil):
      fatalError("Departure: a request that was carried out has no answer")
    }
  }

  /// The answer that a journal keeps, and how much of it leaves.
  ///
  /// - Parameter answer: what the request was answered, had no fault kept it.
  func kept(of answer: HTTPResponse?) -> (HTTPResponse?, JournalHead.Extent) {
    switch self {
    case .send(let response): (response, .whole)
    case .truncate(let response): (response, .half)
    case .cut, .stall: (answer, .none)
    }
  }

  /// Lets it leave, if there is still somebody to get it.
  func leave(by reply: PendingReply, date: String, closing: Bool) {
    switch self {
    case .send(let response): reply.send(response, date: date, closing: closing)
    case .truncate(let response): reply.truncate(response, date: date)
    case .cut(let cut): reply.cut(cut)
    case .stall: return
    }
  }
}

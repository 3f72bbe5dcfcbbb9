internal import HTTP

/// A place in the journal's ring, for one record after the other.
///
/// It copies a record's bytes into a buffer of its own, which it uses again and again.
final class JournalSlot {
  /// Nil: it keeps nothing yet, or no more.
  private(set) var head: JournalHead?
  /// The request's target, its header lines, its body and the answer's, one behind the other.
  private var bytes: Bytes = []
  private var targetEnd = 0
  private var headersEnd = 0
  private var bodyEnd = 0
  private var method = ""
  private var peer = PeerAddress.v4(0)
  private var connection: UInt64 = 0
  /// The answer less its body.
  private var answerHead: HTTPResponse?

  /// A longer buffer is not kept for the next record.
  private static let keptCapacity = 4096

  func keep(_ head: consuming JournalHead, _ request: HTTPRequest, _ answer: HTTPResponse?) {
    self.head = consume head
    method = request.method
    peer = request.peer
    connection = request.connection
    bytes.reserveCapacity(
      request.target.bytes.count + request.headers.block.count + request.body.count
        + (answer?.body.count ?? 0))
    bytes.append(contentsOf: request.target.bytes)
    targetEnd = bytes.count
    bytes.append(contentsOf: request.headers.block)
    headersEnd = bytes.count
    bytes.append(contentsOf: request.body)
    bodyEnd = bytes.count
    guard let answer else { return }
    bytes.append(contentsOf: answer.body)
    answerHead = HTTPResponse(
      status: answer.status, contentType: answer.contentType, headers: answer.headers)
  }

  func clear() {
    head = nil
    answerHead = nil
    bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptCapacity)
  }

  /// What it keeps, whole.
  var record: JournalRecord? {
    guard let head else { return nil }
    var answer = answerHead
    answer?.body = Bytes(bytes[bodyEnd...])
    return JournalRecord(
      head: head,
      request: HTTPRequest(
        method: method, target: RequestTarget(Bytes(bytes[..<targetEnd])),
        headers: HTTPHeaders(block: Bytes(bytes[targetEnd..<headersEnd])),
        body: Bytes(bytes[headersEnd..<bodyEnd]), peer: peer, connection: connection),
      answer: answer)
  }

  /// What it takes in memory, about.
  var byteCount: Int { 512 + bytes.count }

  func note(_ fate: JournalHead.Fate) {
    head?.fate = fate
  }

  func noteLeft(at nanoseconds: Int64) {
    guard let started = head?.started else { return }
    head?.fate = .left(after: nanoseconds - started)
  }
}

@available(*, unavailable)
extension JournalSlot: Sendable {}

internal import Carrier
internal import HTTP

/// The answer to a message (document 004, section 2.1.3): `balance:task`, or the code alone; no
/// final newline.
enum MmsText {
  static func answer(to outcome: Outcome) -> HTTPResponse {
    var writer = ByteWriter(capacity: 48)
    switch outcome {
    case .refused(let refusal):
      writer.write(Int64(MmsCodes.code(of: refusal).number))
    case .submitted(let receipt):
      writer.write(receipt.balance)
      writer.write(":")
      writer.write(receipt.task)
    case .balance, .reports, .replies, .keywordsAbsent, .passwordChanged:
      fatalError("MmsText: \(outcome.summary) answers nothing that a message can ask")
    }
    return HTTPResponse(contentType: "text/plain; charset=utf-8", body: writer.bytes)
  }
}

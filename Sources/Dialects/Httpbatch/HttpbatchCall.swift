internal import Carrier
internal import HTTP

/// A request to send (document 001, section 1) or for the balance (section 4).
struct HttpbatchCall: DialectCall {
  let operation: Operation
  /// Whether the answer to a good send has the line with the msgid.
  private let wantsID: Bool

  init(_ form: Form, isSend: Bool) {
    let needsStatus = Self.isTrue(form.text("needstatus"))
    wantsID = needsStatus
    operation = Operation(
      isSend ? .send : .balance, policy: HttpbatchCodes.policy,
      credentials: Credentials(account: form.text("account"), password: form.text("pswd")),
      kind: isSend ? Self.send(form, needsStatus) : .balance,
      permission: isSend ? .send : nil)
  }

  func answer(to verdict: Verdict) -> HTTPResponse {
    var writer = ByteWriter(capacity: 64)
    writer.writeDigits(of: verdict.time)
    writer.write(",")
    switch verdict.outcome {
    case .refused(let refusal):
      writer.write(Int64(HttpbatchCodes.status(of: refusal)))
    case .submitted(let receipt):
      writer.write("0")
      if wantsID {
        writer.write("\n")
        writer.write(receipt.task)
      }
    case .balance(let statement):
      writer.write("0")
      for product in statement.products {
        writer.write("\n")
        writer.write(raw: product.id)
        writer.write(",")
        writer.write(product.balance)
      }
    case .reports, .replies, .keywordsAbsent, .passwordChanged:
      fatalError("HttpbatchCall: \(verdict.outcome.summary) answers nothing that can be asked")
    }
    return HTTPResponse(contentType: "text/plain; charset=utf-8", body: writer.bytes)
  }

  private static func send(_ form: Form, _ needsStatus: Bool) -> Operation.Kind {
    guard let content = form.text("msg") else { return .defective(.badLength, afterLogin: true) }
    let mobiles = form.value("mobile").map(Recipients.split) ?? []
    guard !mobiles.isEmpty else { return .defective(.noRecipients, afterLogin: true) }
    var draft = Draft(
      parts: [.init(content: content, mobiles: mobiles)], extno: form.text("extno"))
    draft.product = form.text("product")
    draft.wantsReport = needsStatus
    return .submit(draft)
  }

  /// `true` in any case, or `1`: spellings met in the wild.
  private static func isTrue(_ text: String?) -> Bool {
    guard let text else { return false }
    return text == "1" || text.lowercased() == "true"
  }
}

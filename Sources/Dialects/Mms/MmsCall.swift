internal import Carrier
internal import HTTP

/// A request to `/sendmms.aspx`: a message to be sent, or a question for the balance (document 004,
/// sections 2.1 and 2.2).
struct MmsCall: DialectCall {
  enum Action: String {
    case send, overage

    var name: Operation.Name {
      switch self {
      case .send: .send
      case .overage: .balance
      }
    }
  }

  let operation: Operation
  /// Nil where there is none, or none that the document has.
  let action: Action?

  init(_ form: Form) {
    action = form.text("action").flatMap(Action.init)
    operation = Operation(
      action?.name, policy: MmsCodes.policy, credentials: Credentials(form),
      kind: Self.kind(action, form))
  }

  func answer(to verdict: Verdict) -> HTTPResponse {
    switch action {
    case .send, nil: MmsText.answer(to: verdict.outcome)
    case .overage: MmsXML(wire: verdict.wire).answerOverage(verdict.outcome)
    }
  }

  private static func kind(_ action: Action?, _ form: Form) -> Operation.Kind {
    switch action {
    case .send:
      switch draft(form) {
      case .success(let draft): .submit(draft)
      case .failure(let refusal): .defective(refusal.condition, afterLogin: true)
      }
    case .overage: .balance
    case nil: .defective(.badRequest, afterLogin: false)
    }
  }

  /// The message, or the first defect in the order of the document's codes, but for code 0: whether
  /// a content is well-formed can be said only of one that is there.
  private static func draft(_ form: Form) -> Result<Draft, Refusal> {
    let mobiles = form.value("mobile").map(Recipients.split) ?? []
    guard !mobiles.isEmpty else { return .failure(Refusal(.noRecipients)) }
    guard let content = form.value("content") else { return .failure(Refusal(.noContent)) }
    guard let multimedia = MmsContent.parse(content) else { return .failure(Refusal(.badRequest)) }
    guard !multimedia.frames.isEmpty else { return .failure(Refusal(.noContent)) }
    let startTime = form.text("starttime")
    let sendTime = startTime.flatMap { LocalTime($0) }
    guard startTime == nil || sendTime != nil else { return .failure(Refusal(.badRequest)) }
    let title = form.value("title") ?? []
    guard title.count + multimedia.byteCount <= maxBytes else {
      return .failure(Refusal(.tooLarge))
    }
    var draft = Draft(parts: [.init(content: title.utf8Text, mobiles: mobiles)])
    draft.sendTime = sendTime
    draft.multimedia = multimedia
    return .success(draft)
  }

  /// The title and the decoded content together: 100K (section 2.1.2, note 2).
  private static let maxBytes = 102_400
}

extension Multimedia {
  /// Of all that its frames hold.
  fileprivate var byteCount: Int {
    frames.reduce(0) { $0 + $1.parts.reduce(0) { $0 + $1.data.count } }
  }
}

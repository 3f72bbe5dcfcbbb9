package import Carrier

/// What an answer says, in its dialect's own terms.
package struct WireTerms: Sendable, Equatable {
  /// As it stands on the wire; empty where the text alone does.
  package var code: String
  /// The document's words for it; empty where it has none.
  package var text: String
}

extension DialectCatalog {
  /// - Parameter refusal: nil: the request was not refused.
  /// - Returns: nil for a dialect that is none.
  package func terms(of refusal: Refusal?, in dialect: String) -> WireTerms? {
    guard let dialect = dialects.first(where: { $0.policy.name == dialect }) else { return nil }
    return dialect.terms(of: refusal)
  }
}

extension Dialect {
  fileprivate func terms(of refusal: Refusal?) -> WireTerms {
    // A report's stat or a number's result is no answer to a request.
    let ofRequests = outcomes.filter { $0.place != "stat" && $0.place != "result" }
    func documented(_ code: String, _ condition: Condition?) -> WireTerms {
      let fitting = ofRequests.filter { $0.code == code || $0.code.isEmpty && $0.text == code }
      let outcome = fitting.first { $0.condition == condition } ?? fitting.first
      guard let outcome else { return WireTerms(code: code, text: "") }
      return WireTerms(code: outcome.code, text: outcome.text)
    }
    guard let refusal else {
      let ok = ofRequests.first { $0.condition == .ok }
      return WireTerms(code: ok?.code ?? "", text: ok?.text ?? "")
    }
    switch refusal.wording {
    case nil:
      return documented(answer(to: refusal.condition, ofNumber: false), refusal.condition)
    case .code(let code): return documented(String(code), nil)
    case .text(let text):
      return WireTerms(code: answer(to: .otherError, ofNumber: false), text: text)
    }
  }
}

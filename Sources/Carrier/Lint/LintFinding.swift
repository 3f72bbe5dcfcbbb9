/// Something that a client did and should not have.
package struct LintFinding: Sendable {
  package let rule: LintRule
  package let severity: LintRule.Severity
  /// The dialect's name.
  package let dialect: String
  /// Of the dialect's document, as in `003 §1.1`; `-` where it is silent.
  package let section: String
  /// The request's number; 0 where it was found by no request.
  package let request: Int64
  private let sight: Sight
  private let ownAdvice: String?

  /// What was seen, kept as it was met with and put into words when somebody reads it: most findings
  /// are only counted.
  package enum Sight: Sendable, Equatable {
    case words(String)
    /// A thing that came again too soon; what it was about, where that must be said.
    case again(String, about: String? = nil, after: TimeSpan, request: Int64)
    /// So many of a thing in a row.
    case times(Int, String)
  }

  /// - Parameter advice: what to do; nil: what the rule says.
  package init(
    _ rule: LintRule, _ severity: LintRule.Severity, dialect: String, section: String,
    request: Int64, _ sight: Sight, advice: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.dialect = dialect
    self.section = section
    self.request = request
    self.sight = sight
    ownAdvice = advice
  }

  /// What was seen, in a few words: no password, no whole text.
  package var seen: String {
    switch sight {
    case .words(let words): words
    case .again(let what, let subject, let span, let request):
      "\(what)\(subject ?? "") "
        + (request == self.request
          ? "twice in one request" : "\(span.seconds) s after request \(request)")
    case .times(let count, let what): "\(count) \(what)"
    }
  }

  /// What to do, in a line.
  package var advice: String { ownAdvice ?? rule.advice }
}

extension LintFinding: Equatable {
  package static func == (left: LintFinding, right: LintFinding) -> Bool {
    left.rule === right.rule && left.severity == right.severity && left.dialect == right.dialect
      && left.section == right.section && left.request == right.request
      && left.sight == right.sight && left.advice == right.advice
  }
}

extension TimeSpan {
  /// `0.25`, `3`: at most three decimals, no zeros at the end.
  fileprivate var seconds: String {
    var decimals = String(milliseconds % 1000)
    decimals = String(repeating: "0", count: 3 - decimals.count) + decimals
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return decimals.isEmpty
      ? "\(milliseconds / 1000)" : "\(milliseconds / 1000).\(decimals)"
  }
}

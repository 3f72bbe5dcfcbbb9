/// What a client may do wrong, as somebody who reads a finding wants it explained. `docs/lint.md` has
/// a line for each.
package final class LintRule: Sendable {
  package enum Severity: String, Sendable, CaseIterable {
    /// A document forbids it.
    case error
    /// It bites in production.
    case warning
  }

  /// Never changes: a pipeline's list of what it puts up with names it.
  package let id: String
  package let what: String
  package let why: String
  /// Where the documents speak of it: `003 §1.1`; `-` where none does.
  package let sections: String
  package let advice: String

  package init(_ id: String, what: String, why: String, sections: String, advice: String) {
    self.id = id
    self.what = what
    self.why = why
    self.sections = sections
    self.advice = advice
  }
}

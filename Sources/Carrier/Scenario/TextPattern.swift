/// A pattern over a text: a glob, which the whole text must fit, or a `/regular expression/`, which
/// may match anywhere in it.
package struct TextPattern: Sendable, Equatable {
  /// As written.
  package let source: String
  private let kind: Kind

  private enum Kind: Sendable {
    case glob(Glob)
    case expression(RegularExpression)
  }

  /// In bytes. A scenario's patterns are short; a long one is a mistake.
  static let longest = 4096

  /// What every text that it matches holds; nil where no such thing is known.
  let requiredLiteral: String?

  /// What a pattern says of a text.
  package enum Evaluation: Sendable, Equatable {
    case matches, differs
    /// The regular expression met a limit before it could say; taken for "does not match".
    case tooCostly
  }

  /// A text that begins with `/` is a regular expression of PCRE2, between slashes, with `i` after
  /// the second one to ignore case; any other is a glob, where `*` stands for any run of characters
  /// and `?` for one.
  package init(_ text: String) throws(TextPatternError) {
    source = text
    if Self.isExpression(text) {
      guard let end = text.lastIndex(of: "/"), end > text.startIndex else {
        throw TextPatternError(reason: "a regular expression ends with \"/\"")
      }
      let flags = text[text.index(after: end)...]
      guard flags.isEmpty || flags == "i" else {
        throw TextPatternError(
          reason:
            "unknown flag \(quoted(String(flags))) after the regular expression; only i is known")
      }
      let expression = text[text.index(after: text.startIndex)..<end]
      guard !expression.isEmpty else {
        throw TextPatternError(reason: "the regular expression is empty")
      }
      kind = .expression(try RegularExpression(String(expression), ignoresCase: !flags.isEmpty))
      requiredLiteral = flags.isEmpty ? ExpressionLiteral.longest(in: String(expression)) : nil
    } else {
      guard !text.isEmpty else { throw TextPatternError(reason: "the pattern is empty") }
      guard text.utf8.count <= Self.longest else {
        throw TextPatternError(reason: "a pattern has at most \(Self.longest) bytes")
      }
      let glob = Glob(text)
      kind = .glob(glob)
      requiredLiteral = glob.longestLiteral
    }
  }

  static func isExpression(_ text: String) -> Bool { text.hasPrefix("/") }

  package func matches(_ text: String) -> Bool {
    evaluate(text) == .matches
  }

  package func evaluate(_ text: String) -> Evaluation {
    switch kind {
    case .glob(let glob): glob.matches(text) ? .matches : .differs
    case .expression(let expression): expression.evaluate(text)
    }
  }

  package static func == (left: TextPattern, right: TextPattern) -> Bool {
    left.source == right.source
  }
}

/// Why a text is no pattern.
package struct TextPatternError: Error, Equatable {
  /// For people, in one line.
  package let reason: String
}

extension YAMLFault {
  static func tooDeep(at position: TextPosition) -> YAMLFault {
    YAMLFault(
      message: "lists and maps are nested deeper than \(YAMLGuard.deepestNesting)",
      position: position)
  }

  /// What libyaml says of a syntax error, and what to do about it. `%` is the place where the thing
  /// that went wrong was opened.
  private static let explanations: [(said: String, explained: String)] = [
    ("Maximum nesting level", "lists and maps are nested deeper than \(YAMLGuard.deepestNesting)"),
    (
      "mapping values are not allowed",
      "a \":\" cannot stand here; put the value in quotes, or check the indentation"
    ),
    ("could not find expected ':'", "the key that begins at % has no \":\"; write \"key: value\""),
    ("did not find expected key", "the indentation does not fit, or a value wants quotes"),
    (
      "did not find expected '-'",
      "expected another entry \"- …\" of the list that begins at %; check the indentation"
    ),
    ("expected ',' or ']'", "the list that begins at % wants a \",\" or its \"]\" here"),
    ("expected ',' or '}'", "the map that begins at % wants a \",\" or its \"}\" here"),
    ("unexpected end of stream", "the text in quotes that begins at % is not closed"),
    ("unexpected document indicator", "the text in quotes that begins at % is not closed"),
    (
      "unknown escape character",
      "unknown escape in double quotes; write \"\\\\\" for a backslash, or use single quotes"
    ),
    (
      "undefined alias", "the alias stands for nothing; put a text that begins with \"*\" in quotes"
    ),
    ("expected a single document", "a second document; a scenario file has only one"),
    ("another document", "a second document; a scenario file has only one"),
    ("expected <document start>", "something follows the end of the scenario; remove it"),
    (
      "cannot start any token",
      "a value cannot begin with this character; put the value in quotes"
    ),
    (
      "alphabetic or numeric",
      "\"*\" or \"&\" cannot begin a value; put the value in quotes"
    ),
    ("block sequence entries are not allowed", "a list cannot begin here; put it on its own lines"),
  ]

  /// - Parameters:
  ///   - problem: libyaml's words.
  ///   - opening: where the thing that went wrong was opened, if the parser says so.
  static func syntax(
    _ problem: String, at position: TextPosition, openedAt opening: TextPosition?, in text: String
  ) -> YAMLFault {
    if isIndentedByTab(position.line, in: text) {
      return YAMLFault(
        message: "a tab indents this line; YAML wants spaces",
        position: TextPosition(line: position.line, column: 1))
    }
    let opening = opening ?? position
    for (said, explained) in explanations where problem.contains(said) {
      let message = explained.split(separator: "%", omittingEmptySubsequences: false)
        .joined(separator: "line \(opening.line)")
      return YAMLFault(message: message, position: position)
    }
    return YAMLFault(message: "not valid YAML: \(problem)", position: position)
  }

  private static func isIndentedByTab(_ line: Int, in text: String) -> Bool {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.indices.contains(line - 1) else { return false }
    return lines[line - 1].prefix { $0 == " " || $0 == "\t" }.contains("\t")
  }
}

/// A pattern that a whole text must fit: `*` stands for any run of characters, `?` for one, every
/// other character for itself. Characters are Unicode scalars, as in the regular expressions.
struct Glob: Sendable, Equatable {
  private let pattern: [Unicode.Scalar]
  /// What stands before and behind the star, where it is the only wildcard: then bytes are compared.
  private let ends: Ends?

  private struct Ends: Sendable, Equatable {
    var start: [UInt8]
    var end: [UInt8]
  }

  init(_ text: String) {
    // Neighbouring stars mean what one of them means.
    pattern = text.unicodeScalars.reduce(into: []) { pattern, scalar in
      if scalar != "*" || pattern.last != "*" { pattern.append(scalar) }
    }
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    if parts.count == 2, !pattern.contains("?") {
      let bytes = parts.map { Array(String(String.UnicodeScalarView($0)).utf8) }
      ends = Ends(start: bytes[0], end: bytes[1])
    } else {
      ends = nil
    }
  }

  /// As written, but for neighbouring stars.
  var text: String { String(String.UnicodeScalarView(pattern)) }

  /// What stands before its first wildcard.
  var literalPrefix: ArraySlice<Unicode.Scalar> { pattern.prefix { $0 != "*" && $0 != "?" } }

  /// Whether it asks for its ``literalPrefix`` alone.
  var isPrefix: Bool { pattern.last == "*" && literalPrefix.count == pattern.count - 1 }

  /// What follows a star at its beginning, where that is its only wildcard.
  var soleSuffix: ArraySlice<Unicode.Scalar>? {
    guard pattern.first == "*" else { return nil }
    let rest = pattern.dropFirst()
    return rest.contains { $0 == "*" || $0 == "?" } ? nil : rest
  }

  /// The longest run without a wildcard: a text that fits holds it.
  var longestLiteral: String {
    let runs = pattern.split { $0 == "*" || $0 == "?" }
    let longest = runs.max { $0.count < $1.count } ?? []
    return String(String.UnicodeScalarView(longest))
  }

  /// Only the last star met is ever tried again, so that the cost is at most the product of the two
  /// lengths.
  func matches(_ text: String) -> Bool {
    if let ends {
      let bytes = text.utf8
      return bytes.count >= ends.start.count + ends.end.count
        && bytes.starts(with: ends.start) && bytes.suffix(ends.end.count).elementsEqual(ends.end)
    }
    let text = Array(text.unicodeScalars)
    var (inPattern, inText) = (0, 0)
    var retry: (inPattern: Int, inText: Int)?
    while inText < text.count {
      if inPattern < pattern.count, pattern[inPattern] == "*" {
        inPattern += 1
        retry = (inPattern, inText)
      } else if inPattern < pattern.count,
        pattern[inPattern] == "?" || pattern[inPattern] == text[inText]
      {
        inPattern += 1
        inText += 1
      } else if let last = retry {
        (inPattern, inText) = (last.inPattern, last.inText + 1)
        retry = (inPattern, inText)
      } else {
        return false
      }
    }
    return pattern[inPattern...].allSatisfy { $0 == "*" }
  }
}

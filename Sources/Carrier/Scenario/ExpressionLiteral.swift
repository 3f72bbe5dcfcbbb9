/// Finds a text that whatever a regular expression matches must hold, so that most texts need not be
/// tried at all. It knows the plain part of the language and gives up on the rest.
struct ExpressionLiteral {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var run: [Unicode.Scalar] = []
  private var longest: [Unicode.Scalar] = []

  /// Nil where no literal is known.
  static func longest(in expression: String) -> String? {
    // Alternatives, options, verbs and quotations change what a plain character means.
    guard !expression.contains("|"), !expression.contains("(?"), !expression.contains("(*"),
      !expression.contains("\\Q")
    else { return nil }
    var search = ExpressionLiteral(scalars: Array(expression.unicodeScalars))
    guard search.walk(), !search.longest.isEmpty else { return nil }
    return String(String.UnicodeScalarView(search.longest))
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  /// False where something is met whose meaning is not known here.
  private mutating func walk() -> Bool {
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\\":
        guard index < scalars.count, let literal = escaped(scalars[index]) else { return false }
        index += 1
        switch literal {
        case .kind:
          endRun()
          skipQuantifier()
        case .scalar(let scalar): take(scalar)
        }
      case "[":
        endRun()
        guard skipClass() else { return false }
        skipQuantifier()
      case "(":
        // A group may be optional as a whole, so nothing in it is counted on.
        endRun()
        guard skipGroup() else { return false }
        skipQuantifier()
      case ".", "^", "$", "*", "+", "?", ")": endRun()
      case "{": return false
      case _: take(scalar)
      }
    }
    endRun()
    return true
  }

  private enum Escape {
    /// A kind of character, or a place.
    case kind
    case scalar(Unicode.Scalar)
  }

  /// Nil where it is none of the plain ones: what follows it may belong to it.
  private func escaped(_ scalar: Unicode.Scalar) -> Escape? {
    if "dDwWsSbB".unicodeScalars.contains(scalar) { return .kind }
    return scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      ? nil : .scalar(scalar)
  }

  /// A character of its own; whether it must be there depends on what follows it.
  private mutating func take(_ scalar: Unicode.Scalar) {
    let next = index < scalars.count ? scalars[index] : " "
    switch next {
    case "?", "*", "{":
      endRun()
      skipQuantifier()
    case "+":
      run.append(scalar)
      endRun()
      skipQuantifier()
    case _: run.append(scalar)
    }
  }

  private mutating func endRun() {
    if run.count > longest.count { longest = run }
    run = []
  }

  /// `?`, `*`, `+` or `{…}`, and the `?` or `+` that may follow it.
  private mutating func skipQuantifier() {
    guard index < scalars.count else { return }
    switch scalars[index] {
    case "?", "*", "+": index += 1
    case "{":
      while index < scalars.count, scalars[index] != "}" { index += 1 }
      index += 1
    case _: return
    }
    if index < scalars.count, scalars[index] == "?" || scalars[index] == "+" { index += 1 }
  }

  /// From behind a `[` to behind its `]`.
  private mutating func skipClass() -> Bool {
    if index < scalars.count, scalars[index] == "^" { index += 1 }
    if index < scalars.count, scalars[index] == "]" { index += 1 }
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\\": index += 1
      case "]": return true
      // A class of POSIX, or a plain bracket: not worth telling apart.
      case "[": return false
      case _: continue
      }
    }
    return false
  }

  /// From behind a `(` to behind its `)`.
  private mutating func skipGroup() -> Bool {
    var depth = 1
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\\": index += 1
      case "[": guard skipClass() else { return false }
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth == 0 { return true }
      case _: continue
      }
    }
    return false
  }
}

internal import HTTP

/// What passes for an SQL injection in a text (document 002, section 1.3, which names no pattern).
///
/// Two are looked for: a quote followed by an operator or a comment; and `;` with a statement that
/// drops, deletes, inserts, updates or executes. People write quotes, `or` and "drop" as well, so a
/// word alone is never enough: `or` and `and` need a comparison behind them, a statement its next
/// words. Comments are those of SQL Server, on which
/// such gateways run: `--` and `/*`, not `#`, which begins a hashtag.
enum SQLInjection {
  static func occurs(in content: String) -> Bool {
    var content = content
    return content.withUTF8 { bytes in
      bytes.indices.contains { index in
        switch bytes[index] {
        case UInt8(ascii: "'"):
          SQLCursor(bytes, index + 1).isAtOperatorOrComment
        // It ends no string there, so that a sign behind it is prose: "be brief"--the editor.
        case UInt8(ascii: "\""):
          SQLCursor(bytes, index + 1).isAtCondition
        case UInt8(ascii: ";"):
          SQLCursor(bytes, index + 1).isAtStatement
        case _: false
        }
      }
    }
  }
}

/// A place in a text that may be SQL.
private struct SQLCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) {
    self.bytes = bytes
    self.index = index
  }

  /// Whether what a quote may end goes on with an operator or a comment.
  var isAtOperatorOrComment: Bool {
    var cursor = self
    cursor.skip(" );")
    return cursor.isAtSign || isAtCondition
  }

  /// `or`, `and` with a comparison, or `union select`.
  var isAtCondition: Bool {
    var cursor = self
    cursor.skip(" );")
    switch cursor.takeWord() {
    case "or", "and":
      cursor.skip(" ('\"")
      _ = cursor.takeWord()
      cursor.skip(" )'\"")
      return cursor.isAtSign
    case "union":
      let next = cursor.takeWord()
      return next == "select" || next == "all" && cursor.takeWord() == "select"
    case _: return false
    }
  }

  /// The start of one of the five statements.
  var isAtStatement: Bool {
    var cursor = self
    switch cursor.takeWord() {
    case "drop": return Self.droppable.contains(cursor.takeWord())
    case "delete":
      // `from` may be left out; but "delete from your phone" is what people write.
      let hasFrom = cursor.takeIfNext("from")
      _ = cursor.takeWord()
      return cursor.takeIfNext("where") || hasFrom && cursor.takeWord().isEmpty
    case "insert":
      _ = cursor.takeIfNext("into")
      _ = cursor.takeWord()
      cursor.skip(" ")
      return cursor.isAt("(") || ["values", "select"].contains(cursor.takeWord())
    case "update":
      _ = cursor.takeWord()
      guard cursor.takeIfNext("set") else { return false }
      _ = cursor.takeWord()
      cursor.skip(" ")
      return cursor.isAt("=")
    case "exec":
      let procedure = cursor.takeWord()
      cursor.skip(" ")
      return procedure.contains { "_@[".contains($0) } || procedure.dropLast().contains(".")
        || cursor.isAt("'") || cursor.isAt("(")
    case _: return false
    }
  }

  private static let droppable: Set<String> = [
    "table", "database", "view", "index", "procedure", "proc", "function", "trigger", "user",
    "login", "schema", "column", "constraint",
  ]

  private var isAtSign: Bool {
    isAt("=") || isAt("<") || isAt(">") || isAt("!=") || isAt("||") || isAt("--") || isAt("/*")
  }

  private func isAt(_ sign: StaticString) -> Bool {
    let sign = UnsafeBufferPointer(start: sign.utf8Start, count: sign.utf8CodeUnitCount)
    return bytes[index...].starts(with: sign)
  }

  /// - Parameter set: a space in it is any white space.
  private mutating func skip(_ set: StaticString) {
    let set = UnsafeBufferPointer(start: set.utf8Start, count: set.utf8CodeUnitCount)
    while index < bytes.count {
      let byte = (9...13).contains(bytes[index]) ? UInt8(ascii: " ") : bytes[index]
      guard set.contains(byte) else { return }
      index += 1
    }
  }

  /// The word or the name that comes next, after white space, in lower case; empty if none does.
  private mutating func takeWord() -> String {
    skip(" ")
    let start = index
    while index < bytes.count, Self.isInName(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index].map(\.asciiLowercased), as: UTF8.self)
  }

  /// Steps over the next word if it is this one.
  private mutating func takeIfNext(_ word: String) -> Bool {
    var cursor = self
    guard cursor.takeWord() == word else { return false }
    self = cursor
    return true
  }

  private static func isInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
      true
    case UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "#"), UInt8(ascii: "$"):
      true
    case _: false
    }
  }
}

/// A value as a scenario writes it.
package indirect enum WrittenValue: Sendable, Equatable {
  case null
  case flag(Bool)
  case number(Int64)
  case text(String)
  case list([WrittenValue])
  case map([Entry])

  package struct Entry: Sendable, Equatable {
    package var key: String
    package var value: WrittenValue

    init(_ key: String, _ value: WrittenValue) {
      self.key = key
      self.value = value
    }
  }

  /// As JSON, which is YAML too; a map keeps its order, as that of products means something.
  var json: String {
    switch self {
    case .null: "null"
    case .flag(let flag): "\(flag)"
    case .number(let number): "\(number)"
    case .text(let text): Self.quoted(text)
    case .list(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
    case .map(let entries):
      "{" + entries.map { Self.quoted($0.key) + ":" + $0.value.json }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      // Besides what JSON escapes: what YAML does not print or breaks lines at, and what
      // ``YAMLGuard``, which knows no quotes, would take for an alias, an anchor or nesting.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}",
        "\u{FFFE}", "\u{FFFF}", "*", "&", "[", "{":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      case _: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

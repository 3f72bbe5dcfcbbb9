import JSONSchemas

@testable import Carrier

/// A value of YAML as an editor reads it: plain scalars by the core schema of YAML 1.2.
extension JSONValue {
  init(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let text, isPlain: true): self = Self.resolved(text)
    case .scalar(let text, isPlain: false): self = .string(text)
    case .list(let nodes): self = .array(nodes.map { JSONValue($0) })
    case .map(let entries):
      self = .object(
        Dictionary(uniqueKeysWithValues: entries.map { ($0.key, JSONValue($0.value)) }))
    }
  }

  /// YAML 1.2, section 10.3.2, without the notations that no scenario has: octal, hexadecimal,
  /// exponents, infinities.
  private static func resolved(_ text: String) -> JSONValue {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    case _:
      let isNumber = text.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)/) != nil
      return isNumber ? .number(Double(text) ?? 0) : .string(text)
    }
  }
}

private import Foundation

/// A JSON Schema (draft 2020-12), as far as the scenarios' and the control API's go: it stops at a
/// keyword that it does not know.
package struct JSONSchema {
  /// What references are looked up in.
  package let root: JSONValue

  package init(root: JSONValue) {
    self.root = root
  }

  package func accepts(_ value: JSONValue) -> Bool {
    accepts(value, root)
  }

  /// Whether a part of the document accepts a value.
  package func accepts(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    guard case .object(let keywords) = schema else { return schema == .bool(true) }
    return keywords.allSatisfy { keyword, argument in
      accepts(value, keyword, argument, beside: keywords)
    }
  }

  private func accepts(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue,
    beside keywords: [String: JSONValue]
  ) -> Bool {
    switch keyword {
    case "$schema", "$id", "$defs", "title", "description", "examples": true
    case "$ref": accepts(value, definition(argument.text ?? ""))
    case "type": types(of: argument).contains { isOfType(value, $0) }
    case "enum": argument.elements.contains(value)
    case "const": argument == value
    case "anyOf": argument.elements.contains { accepts(value, $0) }
    case "allOf": argument.elements.allSatisfy { accepts(value, $0) }
    case "not": !accepts(value, argument)
    case "pattern", "minLength", "maxLength": acceptsText(value, keyword, argument)
    case "minimum", "exclusiveMinimum", "maximum": acceptsNumber(value, keyword, argument)
    case "items", "contains", "minItems", "maxItems": acceptsArray(value, keyword, argument)
    case "properties", "additionalProperties", "propertyNames", "required", "minProperties",
      "maxProperties":
      acceptsObject(value, keyword, argument, beside: keywords)
    case _: fatalError("JSONSchema does not know the keyword \(keyword)")
    }
  }

  private func definition(_ reference: String) -> JSONValue {
    let path = reference.split(separator: "/").dropFirst().map(String.init)
    guard reference.hasPrefix("#/"), let definition = root[path] else {
      fatalError("the schema has no \(reference)")
    }
    return definition
  }

  private func types(of argument: JSONValue) -> [String] {
    argument.text.map { [$0] } ?? argument.elements.compactMap(\.text)
  }

  private func isOfType(_ value: JSONValue, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"),
      (.array, "array"), (.object, "object"):
      true
    case (.number(let number), "integer"): number.rounded() == number
    case _: false
    }
  }

  private func acceptsText(_ value: JSONValue, _ keyword: String, _ argument: JSONValue) -> Bool {
    guard case .string(let text) = value else { return true }
    switch (keyword, argument) {
    case ("pattern", .string(let pattern)):
      do {
        return try NSRegularExpression(pattern: pattern).firstMatch(
          in: text, range: NSRange(text.startIndex..., in: text)) != nil
      } catch {
        fatalError("\(pattern): \(error)")
      }
    case ("minLength", .number(let count)): return text.unicodeScalars.count >= Int(count)
    case ("maxLength", .number(let count)): return text.unicodeScalars.count <= Int(count)
    case _: fatalError("\(keyword) cannot be \(argument)")
    }
  }

  private func acceptsNumber(_ value: JSONValue, _ keyword: String, _ argument: JSONValue) -> Bool {
    guard case .number(let number) = value else { return true }
    guard case .number(let limit) = argument else { fatalError("\(keyword) is no number") }
    return switch keyword {
    case "minimum": number >= limit
    case "exclusiveMinimum": number > limit
    case _: number <= limit
    }
  }

  private func acceptsArray(_ value: JSONValue, _ keyword: String, _ argument: JSONValue) -> Bool {
    guard case .array(let elements) = value else { return true }
    switch (keyword, argument) {
    case ("items", _): return elements.allSatisfy { accepts($0, argument) }
    case ("contains", _): return elements.contains { accepts($0, argument) }
    case ("minItems", .number(let count)): return elements.count >= Int(count)
    case ("maxItems", .number(let count)): return elements.count <= Int(count)
    case _: fatalError("\(keyword) cannot be \(argument)")
    }
  }

  private func acceptsObject(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue,
    beside keywords: [String: JSONValue]
  ) -> Bool {
    guard case .object(let members) = value else { return true }
    switch (keyword, argument) {
    case ("properties", .object(let properties)):
      return properties.allSatisfy { key, schema in
        members[key].map { accepts($0, schema) } ?? true
      }
    case ("additionalProperties", _):
      return members.allSatisfy { key, member in
        keywords["properties"]?[key] != nil || accepts(member, argument)
      }
    case ("propertyNames", _): return members.keys.allSatisfy { accepts(.string($0), argument) }
    case ("required", .array(let keys)):
      return keys.allSatisfy { key in key.text.map { members[$0] != nil } ?? false }
    case ("minProperties", .number(let count)): return members.count >= Int(count)
    case ("maxProperties", .number(let count)): return members.count <= Int(count)
    case _: fatalError("\(keyword) cannot be \(argument)")
    }
  }
}

import Foundation
import HTTP
import JSONSchemas

/// The control API's own document, and what it says of an answer.
///
/// An object that it describes may have no other keys here, so that nothing an answer has is missing.
struct OpenAPI {
  let document: JSONValue

  init(_ server: LiveServer) throws {
    let text = try server.get("/__mock/v1/openapi.json")
    document = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)).closed
  }

  /// As `GET /path`.
  var calls: [String] {
    (document["paths"]?.keys ?? []).flatMap { path in
      (document[["paths", path]]?.keys ?? []).map { "\($0.uppercased()) \(path)" }
    }
  }

  func call(_ name: String) -> JSONValue? {
    let parts = name.split(separator: " ").map(String.init)
    return document[["paths", parts[1], parts[0].lowercased()]]
  }

  /// Why the document does not describe an answer to a call; nil: it does.
  func objection(to answer: WireAnswer, of name: String) -> String? {
    guard let response = call(name)?[["responses", String(answer.status)]] else {
      return "\(name) does not say that it answers \(answer.status)"
    }
    guard let content = response["content"] else {
      return answer.body.isEmpty ? nil : "\(name) \(answer.status) has a body"
    }
    guard let schema = content[answer.type]?["schema"] else {
      return "\(name) \(answer.status) does not say that it answers \(answer.type)"
    }
    guard answer.type.hasSuffix("json") else { return nil }
    do {
      let value = try JSONDecoder().decode(JSONValue.self, from: Data(answer.body.utf8))
      return JSONSchema(root: document).accepts(value, schema)
        ? nil : "\(name) \(answer.status) describes another value than \(answer.body)"
    } catch {
      return "\(name) \(answer.status) is not JSON: \(error)"
    }
  }
}

/// An answer taken apart.
struct WireAnswer {
  let status: Int
  /// Without its parameters.
  let type: String
  let body: String

  init(_ text: String) {
    let parts = text.components(separatedBy: "\r\n\r\n")
    let lines = parts[0].components(separatedBy: "\r\n")
    status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
    let line = lines.first { $0.lowercased().hasPrefix("content-type: ") } ?? ""
    type = String(line.dropFirst(14).prefix { $0 != ";" })
    body = parts.dropFirst().joined(separator: "\r\n\r\n")
  }
}

extension JSONValue {
  /// A schema, or a document of some, whose objects have the keys that they name and no others.
  fileprivate var closed: JSONValue {
    switch self {
    case .object(var members):
      members = members.mapValues(\.closed)
      if case .object = members["properties"], members["additionalProperties"] == nil {
        members["additionalProperties"] = .bool(false)
      }
      return .object(members)
    case .array(let elements): return .array(elements.map(\.closed))
    case .null, .bool, .number, .string: return self
    }
  }
}

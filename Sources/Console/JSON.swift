internal import Foundation
internal import HTTP

/// JSON as the control API takes it; ``JSONWriter`` writes what it answers.
enum JSON {
  /// The body as a value.
  ///
  /// - Parameter keys: all that the object may have, as they are written.
  /// - Throws: `Problem` 400 where it is no JSON, 422 where it is no object, or a key is missing,
  ///   unknown or of another type.
  static func value<Value: Decodable>(
    _ type: Value.Type, keys: [String], from body: Bytes
  ) throws -> Value {
    let object = try requireObject(body, keys.joined(separator: ", "))
    if let unknown = object.keys.sorted().first(where: { !keys.contains($0) }) {
      throw Problem(422, "unknown key \(unknown); there are \(keys.joined(separator: ", "))")
    }
    return try decode(type, from: body)
  }

  /// - Parameter content: what the object is to have, for a person.
  /// - Throws: `Problem` 400 where the body is no JSON, 422 where it is no object.
  @discardableResult
  static func requireObject(_ body: Bytes, _ content: String) throws -> [String: Any] {
    guard body.utf8Text.utf8.elementsEqual(body) else {
      throw Problem(400, "the body is not UTF-8")
    }
    let any: Any
    do {
      any = try JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)
    } catch {
      throw Problem(400, "the body is not JSON; send an object with \(content)")
    }
    guard let object = any as? [String: Any] else {
      throw Problem(422, "the body is no object; send one with \(content)")
    }
    return object
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, from body: Bytes) throws -> Value
  {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(type, from: Data(body))
    } catch DecodingError.keyNotFound(let key, _) {
      throw Problem(422, "\(key.stringValue) is missing")
    } catch DecodingError.valueNotFound(_, let context) {
      throw Problem(422, "\(path(context)) is null")
    } catch DecodingError.typeMismatch(let wanted, let context) {
      throw Problem(422, "\(path(context)): expected \(words(for: wanted))")
    } catch is DecodingError {
      throw Problem(400, "the body is not JSON")
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    context.codingPath.map(\.stringValue).joined(separator: ".")
  }

  private static func words(for type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text in quotation marks"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number"
    case _: "another kind of value"
    }
  }
}

internal import Foundation
internal import HTTP

/// JSON as the control API speaks it: snake_case, slashes as they are.
enum JSON {
  static func bytes(_ value: some Encodable) -> Bytes {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    do {
      return Bytes(try encoder.encode(value)) + [10]
    } catch {
      // Our own values hold nothing that JSON has no form for.
      fatalError("a value of the control API could not be encoded: \(error)")
    }
  }

  /// The body as a value.
  ///
  /// - Throws: `Problem` 400 where it is no JSON, 422 where a field is missing or of another type.
  static func value<Value: Decodable>(_ type: Value.Type, from body: Bytes) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(type, from: Data(body))
    } catch DecodingError.keyNotFound(let key, _) {
      throw Problem(422, "\(key.stringValue) is missing")
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context)
    {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw Problem(
        422, path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)")
    } catch {
      throw Problem(
        400, "the body is not JSON: send an object, for instance {\"account\": \"922011\"}")
    }
  }
}

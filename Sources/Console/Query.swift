internal import HTTP

/// The parameters of a call's query: each one that the call knows, and once. An empty value means
/// absent.
struct Query {
  private var values: [String: String] = [:]

  /// - Parameter known: the names there are.
  /// - Throws: `Problem` 400 where a name is unknown or there twice, or something is not UTF-8.
  init(_ query: ArraySlice<UInt8>, known: [String]) throws {
    for field in query.split(separator: UInt8(ascii: "&")) {
      let equals = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
      let name = try Self.text(field[..<equals])
      let value = try Self.text(field[equals...].dropFirst())
      guard known.contains(name) else {
        let all = known.isEmpty ? "none" : known.joined(separator: ", ")
        throw Problem(400, "unknown parameter \(name); there are \(all)")
      }
      guard !value.isEmpty else { continue }
      guard values.updateValue(value, forKey: name) == nil else {
        throw Problem(400, "the parameter \(name) is there twice")
      }
    }
  }

  subscript(_ name: String) -> String? { values[name] }

  private static func text(_ bytes: ArraySlice<UInt8>) throws -> String {
    let decoded = PercentEncoding.decode(bytes)
    guard decoded.utf8Text.utf8.elementsEqual(decoded) else {
      throw Problem(400, "the query is not UTF-8")
    }
    return decoded.utf8Text
  }
}

internal import Foundation
internal import HTTP

/// What all calls of the control API have in common.
extension Fakecarrier {
  struct Page<Item: Decodable & Sendable>: Decodable, Sendable {
    var items: [Item]
    var total: Int
    var next: String?
  }

  private struct Problem: Decodable {
    struct Mistake: Decodable {
      var line: Int
      var column: Int
      var message: String
    }

    var detail: String
    var problems: [Mistake]?
  }

  /// - Parameters:
  ///   - path: behind `/__mock/v1`.
  ///   - body: JSON, or a scenario's text.
  ///   - waiting: how long the answer may be held back.
  @discardableResult
  func ask(
    _ method: String, _ path: String, query: [(name: String, value: String)] = [],
    body: Data = Data(), waiting: Duration = .zero
  ) async throws -> Data {
    let pairs = query.map { "\($0.name)=\(Self.encoded($0.value))" }
    let target = "/__mock/v1" + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    let answer = try await client.ask(method, target, body: Bytes(body), waiting: waiting)
    let data = Data(answer.body)
    guard 200..<300 ~= answer.status else { throw Self.error(answer.status, data) }
    return data
  }

  func ask<Value: Decodable>(
    _ type: Value.Type, _ method: String, _ path: String,
    query: [(name: String, value: String)] = [], body: Data = Data(), waiting: Duration = .zero
  ) async throws -> Value {
    let data = try await ask(method, path, query: query, body: body, waiting: waiting)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: data)
  }

  /// A whole list, the newest first.
  func all<Item: Decodable & Sendable>(
    _ type: Item.Type, of path: String, query: [(name: String, value: String)]
  ) async throws -> [Item] {
    var items: [Item] = []
    var cursor: String?
    repeat {
      let window = [("limit", "1000")] + (cursor.map { [("cursor", $0)] } ?? [])
      let page = try await ask(Page<Item>.self, "GET", path, query: query + window)
      items += page.items
      cursor = page.next
    } while cursor != nil
    return items
  }

  func json(_ value: some Encodable) throws -> Data {
    try JSONEncoder().encode(value)
  }

  /// A part of a path, or a value.
  static func encoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { encoded, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      case _:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += (byte < 16 ? "%0" : "%") + digits
      }
    }
  }

  private static func error(_ status: Int, _ body: Data) -> FakecarrierError {
    do {
      let problem = try JSONDecoder().decode(Problem.self, from: body)
      let mistakes = (problem.problems ?? []).map { "\n\($0.line):\($0.column): \($0.message)" }
      return FakecarrierError(problem.detail + mistakes.joined(), status: status)
    } catch {
      return FakecarrierError(String(decoding: body, as: UTF8.self), status: status)
    }
  }
}

/// A request's parameters one by one and as they were sent, for whoever judges how something was said
/// rather than what. ``Form`` reads what they say.
package struct SentForm: Sendable {
  package enum Place: Sendable {
    case query, body
  }

  package struct Field: Sendable {
    package var place: Place
    /// Whether it is percent-encoded; a part of a multipart body is not.
    package var isEncoded: Bool
    package var hasEquals: Bool
    package var name: Range<Int>
    package var value: Range<Int>
  }

  private let query: Bytes
  private let body: Bytes
  package private(set) var fields: [Field] = []

  package init(_ request: HTTPRequest) {
    query = request.target.bytes
    body = request.body
    fields.reserveCapacity(8)
    read(query, request.target.queryRange, .query)
    guard !body.isEmpty else { return }
    if let boundary = Multipart.boundary(contentType: request.headers.contentType) {
      for part in Multipart.parts(of: body, boundary: boundary) {
        fields.append(
          Field(
            place: .body, isEncoded: false, hasEquals: true, name: part.name, value: part.value))
      }
    } else {
      let end = body.lastIndex { $0 != 13 && $0 != 10 }.map { $0 + 1 } ?? 0
      read(body, 0..<end, .body)
    }
  }

  /// The value as it was sent.
  package func withValue<Result>(
    of field: Field, _ use: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    with(field.place, field.value, use)
  }

  /// The name as it was sent.
  package func withName<Result>(
    of field: Field, _ use: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    with(field.place, field.name, use)
  }

  /// The value less its escapes.
  package func value(of field: Field) -> Bytes {
    decoded(field, field.value)
  }

  /// The name less its escapes.
  package func name(of field: Field) -> Bytes {
    decoded(field, field.name)
  }

  private func decoded(_ field: Field, _ range: Range<Int>) -> Bytes {
    let source = field.place == .query ? query : body
    return field.isEncoded ? PercentEncoding.decode(source[range]) : Bytes(source[range])
  }

  private func with<Result>(
    _ place: Place, _ range: Range<Int>, _ use: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    switch place {
    case .query: query.withUnsafeBufferPointer { use(UnsafeBufferPointer(rebasing: $0[range])) }
    case .body: body.withUnsafeBufferPointer { use(UnsafeBufferPointer(rebasing: $0[range])) }
    }
  }

  private mutating func read(_ source: Bytes, _ range: Range<Int>, _ place: Place) {
    source.withUnsafeBufferPointer { bytes in
      var start = range.lowerBound
      var equals = -1
      for index in range.lowerBound...range.upperBound {
        if index == range.upperBound || bytes[index] == UInt8(ascii: "&") {
          if index > start {
            let nameEnd = equals < 0 ? index : equals
            fields.append(
              Field(
                place: place, isEncoded: true, hasEquals: equals >= 0, name: start..<nameEnd,
                value: min(nameEnd + 1, index)..<index))
          }
          start = index + 1
          equals = -1
        } else if bytes[index] == UInt8(ascii: "="), equals < 0 {
          equals = index
        }
      }
    }
  }
}

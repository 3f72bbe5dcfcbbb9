/// An answer, before the connection it leaves by adds its framing.
package struct HTTPResponse: Sendable, Equatable {
  package var status: Int
  /// The `Content-Type`, charset included; nil for an answer without a body.
  package var contentType: String?
  /// Further header lines.
  package var headers: [Header]
  package var body: Bytes

  package struct Header: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(
    status: Int = 200, contentType: String? = nil, headers: [Header] = [], body: Bytes = []
  ) {
    self.status = status
    self.contentType = contentType
    self.headers = headers
    self.body = body
  }

  /// A short text for a person.
  package static func text(_ status: Int, _ text: String, headers: [Header] = []) -> HTTPResponse {
    HTTPResponse(
      status: status, contentType: "text/plain; charset=utf-8", headers: headers,
      body: Bytes(text))
  }
}

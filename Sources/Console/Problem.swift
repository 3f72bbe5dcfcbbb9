internal import HTTP

/// A caller's mistake, with the words that help to mend it.
struct Problem: Error {
  let status: Int
  let detail: String

  init(_ status: Int, _ detail: String) {
    self.status = status
    self.detail = detail
  }
}

/// The body of a problem (RFC 9457).
private struct ProblemBody: Encodable {
  let type = "about:blank"
  let title: String
  let status: Int
  let detail: String
}

extension HTTPResponse {
  /// An error answer of the control API.
  static func problem(_ status: Int, _ detail: String, headers: [Header] = []) -> HTTPResponse {
    let body = ProblemBody(title: title(of: status), status: status, detail: detail)
    return HTTPResponse(
      status: status, contentType: "application/problem+json", headers: headers,
      body: JSON.bytes(body))
  }

  static func json(status: Int = 200, _ value: some Encodable) -> HTTPResponse {
    HTTPResponse(status: status, contentType: "application/json", body: JSON.bytes(value))
  }

  private static func title(of status: Int) -> String {
    switch status {
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 422: "Unprocessable Content"
    case _: "Error"
    }
  }
}

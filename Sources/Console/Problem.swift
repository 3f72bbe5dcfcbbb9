internal import Carrier
internal import HTTP

/// A caller's mistake, with the words that help to mend it.
struct Problem: Error {
  let status: Int
  let detail: String
  /// What is wrong with a scenario's text, or a part of one.
  let problems: [ScenarioProblem]?

  init(_ status: Int, _ detail: String, problems: [ScenarioProblem]? = nil) {
    self.status = status
    self.detail = detail
    self.problems = problems
  }
}

extension HTTPResponse {
  /// An error answer of the control API (RFC 9457).
  static func problem(_ status: Int, _ detail: String, headers: [Header] = []) -> HTTPResponse {
    problem(Problem(status, detail), headers: headers)
  }

  /// - Parameter more: what else the object has.
  static func problem(
    _ problem: Problem, headers: [Header] = [], _ more: (inout JSONWriter) -> Void = { _ in }
  ) -> HTTPResponse {
    let body = JSONWriter.bytes { json in
      json.object { json in
        json.field("type", "about:blank")
        json.field("title", title(of: problem.status))
        json.field("status", problem.status)
        json.field("detail", problem.detail)
        if let problems = problem.problems { json.field("problems", problems) }
        more(&json)
      }
    }
    return HTTPResponse(
      status: problem.status, contentType: "application/problem+json", headers: headers,
      body: body)
  }

  static func json(
    status: Int = 200, _ body: (inout JSONWriter) -> Void
  ) -> HTTPResponse {
    HTTPResponse(
      status: status, contentType: "application/json",
      body: JSONWriter.bytes { $0.object(body) })
  }

  private static func title(of status: Int) -> String {
    switch status {
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 422: "Unprocessable Content"
    case 503: "Service Unavailable"
    case _: "Error"
    }
  }
}

extension JSONWriter {
  mutating func field(_ key: String, _ problems: [ScenarioProblem]) {
    field(key, problems) { json, problem in
      json.object { json in
        json.field("severity", problem.severity.rawValue)
        json.field("line", problem.line)
        json.field("column", problem.column)
        json.field("message", problem.message)
      }
    }
  }
}

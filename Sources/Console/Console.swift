package import Carrier
package import HTTP

/// The control API: what a test says to the mock, as opposed to what its application says.
///
/// Answers to one path, decided before any route is looked at: who may ask, then what for.
package struct Console {
  package static let prefix = "/__mock"

  private static let root = prefix + "/"

  private let guardian: Guardian
  private let routes: [Route]

  /// - Parameter info: what `GET /__mock/v1/info` answers, as it stands when asked.
  package init(gateway: Gateway, guardian: Guardian, info: @escaping () -> ServerInfo) {
    self.guardian = guardian
    routes = [
      Route("GET", "/__mock/livez", .open) { _, _ in .text(200, "ok\n") },
      Route("GET", "/__mock/readyz", .open) { _, now in
        // Where the last turn could not be stored, this turn's commit is the proof that the next
        // one can: should it fail, the answer becomes a 503 with all the others of the turn.
        if gateway.isFailing { try gateway.touchStore(now: now) }
        return .text(200, "ok\n")
      },
      Route("GET", "/__mock/v1/info", .guarded) { _, _ in .json(info()) },
      Route("POST", "/__mock/v1/replies", .guarded) { request, now in
        try ReplyCalls.post(request, gateway, now)
      },
    ]
  }

  /// Whether a path is the console's.
  package static func owns(_ path: String) -> Bool {
    path.hasPrefix(prefix) && (path.utf8.count == prefix.utf8.count || path.hasPrefix(root))
  }

  /// - Throws: where the store failed; a caller's mistake is an answer.
  package func answer(_ request: HTTPRequest, now: Instant) throws -> HTTPResponse {
    let path = request.target.path
    let method = request.method == "HEAD" ? "GET" : request.method
    let here = routes.filter { $0.path == path }
    let isOpen = here.contains { $0.access == .open }
    if !isOpen, let refusal = guardian.refusal(of: request) { return refusal }
    guard let route = here.first(where: { $0.method == method }) else {
      guard here.isEmpty else {
        return .problem(
          405, "\(request.method) is not for \(path)",
          headers: [.init("Allow", here.map(\.method).joined(separator: ", "))])
      }
      return .problem(404, "nothing is at \(path); there is \(allPaths)")
    }
    do {
      return try route.handle(request, now)
    } catch let problem as Problem {
      return .problem(problem.status, problem.detail)
    }
  }

  private var allPaths: String {
    routes.map { "\($0.method) \($0.path)" }.joined(separator: ", ")
  }
}

/// One call of the control API.
struct Route {
  enum Access { case open, guarded }

  let method: String
  let path: String
  let access: Access
  let handle: (HTTPRequest, Instant) throws -> HTTPResponse

  init(
    _ method: String, _ path: String, _ access: Access,
    _ handle: @escaping (HTTPRequest, Instant) throws -> HTTPResponse
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.handle = handle
  }
}

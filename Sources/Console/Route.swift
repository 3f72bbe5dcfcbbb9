internal import HTTP

/// One call of the control API: a line of ``Console/routes``.
struct Route: Sendable {
  enum Access { case open, guarded }

  let method: String
  /// Its path; `{name}` stands for a part of one without a slash, and `{+name}` at the end for all
  /// the rest (as in RFC 6570).
  let path: String
  let access: Access
  /// What it is for, what it takes and what it answers.
  let about: CallDescription
  /// The parameters that its query may have: its own, and `scenario`, which all of `v1` take.
  let parameters: [Parameter]
  let handle: @Sendable (ConsoleCall) throws -> CallAnswer

  private let parts: [Substring]

  init(
    _ method: String, _ path: String, access: Access = .guarded, about: CallDescription,
    handle: @escaping @Sendable (ConsoleCall) throws -> CallAnswer
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.about = about
    parameters = path.hasPrefix("/__mock/v1/") ? about.query + [.scenario] : about.query
    self.handle = handle
    parts = path.split(separator: "/")
  }

  init(
    _ method: String, _ path: String, access: Access = .guarded, about: CallDescription,
    at once: @escaping @Sendable (ConsoleCall) throws -> HTTPResponse
  ) {
    self.init(method, path, access: access, about: about, handle: { .now(try once($0)) })
  }

  /// Whether a server that has a token wants it for this.
  var asksForToken: Bool { access == .guarded }

  /// What a path that is this route's has in the places of its parameters; nil for any other.
  func match(_ sent: [Substring]) -> [String: String]? {
    var values: [String: String] = [:]
    for (index, part) in parts.enumerated() {
      guard index < sent.count else { return nil }
      if part.hasPrefix("{+") {
        values[String(part.dropFirst(2).dropLast())] = sent[index...].joined(separator: "/")
        return values
      } else if part.hasPrefix("{") {
        values[String(part.dropFirst().dropLast())] = String(sent[index])
      } else if part != sent[index] {
        return nil
      }
    }
    return parts.count == sent.count ? values : nil
  }
}

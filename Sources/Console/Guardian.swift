internal import HTTP

/// Who may use the control API: knows the token, and which names this server goes by.
///
/// The name matters because a page in a browser may point a name of its own at this machine (DNS
/// rebinding). An address as such cannot be rebound, so it is always good.
package struct Guardian: Sendable {
  private let token: Bytes?
  private let hosts: Set<String>

  /// - Parameters:
  ///   - token: what `Authorization: Bearer` must hold; nil: nothing is asked.
  ///   - hosts: further names that `Host` may hold, without a port.
  package init(token: String?, hosts: [String]) {
    self.token = token.map { Bytes($0) }
    self.hosts = Set(hosts.map { $0.lowercased() } + ["localhost"])
  }

  /// Why this request may not go on, or nil.
  func refusal(of request: HTTPRequest) -> HTTPResponse? {
    guard let host = request.headers.first("Host").map({ Self.name(in: Bytes($0).utf8Text) }) else {
      return .problem(403, "the request has no Host header")
    }
    guard isKnown(host) else {
      return .problem(403, "the host \(host) is not known here; start with --allow-host \(host)")
    }
    if let origin = request.headers.first("Origin").map({ Bytes($0).utf8Text }) {
      guard let scheme = origin.firstRange(of: "://"),
        isKnown(Self.name(in: String(origin[scheme.upperBound...])))
      else { return .problem(403, "a page of \(origin) may not use the control API") }
    }
    guard let token, Self.asksForToken(request.target.path) else { return nil }
    guard let sent = request.headers.first("Authorization"), Self.equal(sent, "Bearer ", token)
    else {
      return .problem(
        401,
        "the control token is missing or wrong; send Authorization: Bearer and the token "
          + "that was given to --token or printed at the start",
        headers: [.init("WWW-Authenticate", "Bearer")])
    }
    return nil
  }

  private static func asksForToken(_ path: String) -> Bool {
    path.hasPrefix("/__mock/v1/") || path == "/__mock/metrics"
  }

  private func isKnown(_ host: String) -> Bool {
    if hosts.contains(host) { return true }
    let isIPv4 = host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (48...57).contains($0) }
    return host.hasPrefix("[") || isIPv4 && !host.isEmpty
  }

  /// A host in lower case without its port; an IPv6 address keeps its brackets.
  private static func name(in host: String) -> String {
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
      return String(host[...end]).lowercased()
    }
    return host.prefix { $0 != ":" }.lowercased()
  }

  /// Compares in a time that says nothing of where two tokens differ.
  private static func equal(_ sent: ArraySlice<UInt8>, _ scheme: String, _ token: Bytes) -> Bool {
    let wanted = Bytes(scheme) + token
    guard sent.count == wanted.count else { return false }
    let name = sent.prefix(scheme.utf8.count).map(\.asciiLowercased)
    let isScheme = name == scheme.lowercased().utf8.map { $0 }
    let difference = zip(sent, wanted).dropFirst(scheme.utf8.count)
      .reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
    return isScheme && difference == 0
  }
}

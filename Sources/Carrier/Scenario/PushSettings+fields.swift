extension PushSettings {
  static let fields = FieldTable(
    subject: "push",
    standard: PushSettings(),
    fields: [
      Field("report", \.report, .url),
      Field("mo", \.mo, .url),
      Field("style", \.style, .word { $0.vocabulary.pushStyles.map { ($0, $0) } }),
      Field("receiver", \.receiver, .anyText),
      Field("password", \.password, .anyText),
      Field("method", \.method, .word),
      Field("ack", \.ack, .word),
      Field("retry", \.retry, .list(of: .span, example: "[1s, 5s, 30s]")),
      Field("timeout", \.timeout, .spanAboveZero),
    ])

  /// Keys that are not there keep what `push` has from the defaults; null takes all of it away.
  static func read(
    _ node: YAMLNode, into push: inout PushSettings?, _ context: inout ReadingContext
  ) {
    if node.isNull {
      push = nil
      return
    }
    var settings = push ?? PushSettings()
    if fields.read(node, "\"push\"", into: &settings, &context) { push = settings }
  }
}

extension ValueForm<String> {
  /// `http://host[:port][/path]`.
  fileprivate static let url = ValueForm { node, label, context in
    guard case .scalar(let text, _) = node.content else {
      context.reportMismatch(node, label, expected: "a URL such as http://127.0.0.1:9000/report")
      return nil
    }
    if let reason = reasonAgainst(url: text) {
      context.report("\(label): \(reason)", at: node.position)
      return nil
    }
    return text
  }
}

/// Nil if a push can be sent there.
private func reasonAgainst(url: String) -> String? {
  let scheme = "http://"
  if url.lowercased().hasPrefix("https://") {
    return "https is not supported; use an http:// URL"
  }
  guard url.hasPrefix(scheme) else {
    return "\(quoted(url)) is not a URL such as http://127.0.0.1:9000/report"
  }
  guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
    return "a URL has only printable ASCII characters; percent-encode the others"
  }
  let authority = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
  guard !authority.contains("@") else { return "a user in the URL is not supported" }
  let portStart =
    authority.hasPrefix("[")
    ? authority.firstIndex(of: "]").map { authority.index(after: $0) }
    : authority.firstIndex(of: ":")
  let host = authority[..<(portStart ?? authority.endIndex)]
  guard !host.isEmpty, host.hasPrefix("[") == host.hasSuffix("]") else {
    return "the URL has no host; write http://127.0.0.1:9000/report"
  }
  let port = authority[host.endIndex...]
  if port.isEmpty { return nil }
  guard port.hasPrefix(":"), port.dropFirst().isDigits, let number = UInt16(port.dropFirst()),
    number > 0
  else {
    return "the port of the URL must be a number from 1 to 65535"
  }
  return nil
}

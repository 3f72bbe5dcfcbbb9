/// The parameters of a request, from its query and its body.
///
/// Parsed as bytes, so that nothing in one parameter can lose another: a bad escape, a stray `&`, a
/// name without `=`, text in any charset. Where both have a name, the body wins; of several with
/// one name in the same place, the first that is not empty. An empty value means absent.
package struct Form: Sendable {
  private(set) var query = FormFields()
  private(set) var body = FormFields()
  private let namesIgnoreCase: Bool
  let charset: Charset

  /// - Parameters:
  ///   - namesIgnoreCase: whether `sendtime` is `sendTime`.
  ///   - charset: what texts are in, whatever the request says: the endpoint's document rules.
  package init(_ request: HTTPRequest, namesIgnoreCase: Bool = false, charset: Charset = .utf8) {
    self.namesIgnoreCase = namesIgnoreCase
    self.charset = charset
    let target = request.target
    if !target.queryRange.isEmpty { query.readURLEncoded(target.bytes, target.queryRange) }
    guard !request.body.isEmpty else { return }
    if let boundary = Multipart.boundary(contentType: request.headers.contentType) {
      body.readMultipart(request.body, boundary: boundary)
    } else {
      // A line break at the end is the file's that the body was read from: in a value it would be
      // escaped.
      let end = request.body.lastIndex { $0 != 13 && $0 != 10 }.map { $0 + 1 } ?? 0
      body.readURLEncoded(request.body, 0..<end)
    }
  }

  /// A parameter's bytes, percent-decoded and in the charset they were sent in; nil where it is
  /// absent or empty.
  package func value(_ name: StaticString) -> Bytes? {
    body.value(name, ignoringCase: namesIgnoreCase)
      ?? query.value(name, ignoringCase: namesIgnoreCase)
  }

  /// A parameter's text; nil where it is absent or empty.
  package func text(_ name: StaticString) -> String? {
    switch charset {
    case .utf8:
      body.text(name, ignoringCase: namesIgnoreCase)
        ?? query.text(name, ignoringCase: namesIgnoreCase)
    case .gbk: value(name).map(charset.text)
    }
  }

  /// Whether a parameter's text is this one, its ASCII letters in either case.
  ///
  /// - Parameter text: in lower case.
  package func has(_ name: StaticString, _ text: StaticString) -> Bool {
    if let fits = body.has(name, text, ignoringCase: namesIgnoreCase) { return fits }
    return query.has(name, text, ignoringCase: namesIgnoreCase) ?? false
  }
}

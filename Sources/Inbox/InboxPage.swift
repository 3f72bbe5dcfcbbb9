package import HTTP

/// The inbox: a page for people, its files inside the binary.
///
/// It holds no data of its own and so needs no token: what it shows, it asks the control API for.
package enum InboxPage {
  package static let path = "/__mock/"

  private static let files = PageFile.all

  /// The answer to a request for the page or a file of it; nil: the request is for somebody else.
  package static func answer(to request: HTTPRequest) -> HTTPResponse? {
    let path = request.target.path
    let isRead = request.method == "GET" || request.method == "HEAD"
    if path == "/" || path == "/__mock" {
      return isRead ? HTTPResponse(status: 302, headers: [.init("Location", Self.path)]) : nil
    }
    guard path.hasPrefix(Self.path), let file = files[String(path.dropFirst(Self.path.count))]
    else { return nil }
    guard isRead else {
      return .text(405, "\(path) takes GET and HEAD\n", headers: [.init("Allow", "GET, HEAD")])
    }
    let headers = request.headers
    return file.answer(
      known: headers.first("If-None-Match").map { Bytes($0).utf8Text } ?? "",
      encodings: headers.first("Accept-Encoding").map { Bytes($0).utf8Text } ?? "")
  }
}

package import HTTP

/// Where an outgoing call goes: `http://host[:port][/path][?query]`.
package struct HTTPURL: Sendable, Hashable, CustomStringConvertible {
  /// A name, an IPv4 address, or an IPv6 address without its brackets; as it was written.
  package let host: String
  package let port: UInt16
  /// Path and query as they were written; `/` where there is neither.
  package let target: Bytes
  /// The address, if no name needs to be looked up for it.
  let ip: PeerAddress?

  /// Parses an URL. A fragment is dropped; `https`, a user or a password are refused.
  ///
  /// Throws a `ReactorError` that says what is wrong and how an URL is written.
  package init(parsing text: String) throws(ReactorError) {
    let bytes = Bytes(text)
    let scheme = Bytes("http://")
    guard bytes.prefix(scheme.count).map(\.asciiLowercased) == scheme else {
      throw Self.error(text, "does not begin with http://")
    }
    guard bytes.allSatisfy({ $0 > 32 && $0 != 127 }) else {
      throw Self.error(text, "has a blank or a control character")
    }
    let address = bytes[scheme.count...].prefix { !"/?#".utf8.contains($0) }
    guard !address.contains(UInt8(ascii: "@")) else {
      throw Self.error(text, "has a user, which is not sent")
    }
    (host, ip, port) = try Self.parse(address, of: text)
    let target = bytes[address.endIndex...].prefix { $0 != UInt8(ascii: "#") }
    self.target = (target.first == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + target
  }

  /// The value of the Host header: with the port unless it is 80.
  package var hostHeader: String { port == 80 ? bracketedHost : "\(bracketedHost):\(port)" }

  /// Host and port in small letters: one text for each receiver.
  package var authority: String { "\(bracketedHost.lowercased()):\(port)" }

  package var description: String { "http://\(hostHeader)\(target.utf8Text)" }

  /// Whether the host is this machine's name for itself.
  var isLocalhost: Bool { host.lowercased() == "localhost" }

  private var bracketedHost: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }

  private static func parse(
    _ address: ArraySlice<UInt8>, of text: String
  ) throws(ReactorError) -> (String, PeerAddress?, UInt16) {
    let isBracketed = address.first == UInt8(ascii: "[")
    let hostEnd =
      isBracketed
      ? address.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 }
      : address.firstIndex(of: UInt8(ascii: ":"))
    let written = address[..<(hostEnd ?? address.endIndex)]
    let port = try port(address[written.endIndex...], of: text)
    let isClosed = isBracketed && hostEnd != nil
    let inside = isClosed ? written.dropFirst().dropLast() : written
    let host = String(decoding: inside, as: UTF8.self)
    switch SocketAddress.ip(host.lowercased()) {
    case .v6(let high, let low) where isBracketed: return (host, .v6(high: high, low: low), port)
    case .v4(let bits) where !isBracketed: return (host, .v4(bits), port)
    case .v4, .v6, nil: break
    }
    guard !isBracketed else { throw error(text, "has no IPv6 address in its brackets") }
    guard isName(host) else { throw error(text, "has no host that is a name or an address") }
    return (host, nil, port)
  }

  /// `rest` is what follows the host: nothing, or a colon and the port.
  private static func port(
    _ rest: ArraySlice<UInt8>, of text: String
  ) throws(ReactorError) -> UInt16 {
    guard let colon = rest.first else { return 80 }
    let digits = rest.dropFirst()
    guard colon == UInt8(ascii: ":"), digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let port = UInt16(String(decoding: digits, as: UTF8.self)), port > 0
    else { throw error(text, "has no port from 1 to 65535") }
    return port
  }

  /// Whether it can be looked up: labels of letters, digits, `-` and `_`. The last is not a number,
  /// for then an address is meant. A dot at the end is allowed.
  private static func isName(_ host: String) -> Bool {
    var labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
    return host.utf8.count <= 253
      && labels.allSatisfy { !$0.isEmpty && $0.count <= 63 && $0.allSatisfy(isNameByte) }
      && labels.last?.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } == false
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    case _: false
    }
  }

  private static func error(_ text: String, _ flaw: String) -> ReactorError {
    ReactorError(
      call: "URL \"\(text)\"", text: "\(flaw); write it like http://127.0.0.1:8080/path?query")
  }
}

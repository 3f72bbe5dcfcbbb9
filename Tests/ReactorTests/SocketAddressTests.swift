import Testing

@testable import Reactor

@Suite struct SocketAddressTests {
  @Test(arguments: [
    ("127.0.0.1:7862", "127.0.0.1", 7862, true, false), ("[::1]:0", "::1", 0, true, false),
    ("0.0.0.0:80", "0.0.0.0", 80, false, true), ("[::]:80", "::", 80, false, true),
    ("localhost:65535", "localhost", 65535, true, false),
    ("[2001:db8::1]:1", "2001:db8::1", 1, false, false),
    ("[::ffff:127.0.0.1]:1", "::ffff:127.0.0.1", 1, true, false),
  ])
  func addressesAreParsed(
    text: String, host: String, port: UInt16, isLoopback: Bool, isWildcard: Bool
  ) throws {
    let address = try SocketAddress(parsing: text)
    #expect(address.host == host)
    #expect(address.port == port)
    #expect(address.isLoopback == isLoopback)
    #expect(address.isWildcard == isWildcard)
    #expect(address.description == text)
  }

  @Test(arguments: [
    ("0.0.0.0:80", "127.0.0.1:80"), ("[::]:80", "[::1]:80"), ("localhost:80", "localhost:80"),
  ])
  func everyAddressIsDialledAsTheLoopback(text: String, dialled: String) throws {
    #expect(try SocketAddress(parsing: text).asDialled == dialled)
  }

  @Test(arguments: [
    ("", "has no port"), ("127.0.0.1", "has no port"), ("::1:80", "without brackets"),
    ("127.0.0.1:65536", "from 0 to 65535"), ("127.0.0.1:", "from 0 to 65535"),
    ("127.0.0.1:+1", "from 0 to 65535"), ("example.org:80", "no numeric host"),
    (":80", "no numeric host"), ("[127.0.0.1]:80", "in brackets"), ("[]:80", "no numeric host"),
  ])
  func flawsAreNamed(text: String, flaw: String) {
    let error = #expect(throws: ReactorError.self) { try SocketAddress(parsing: text) }
    #expect(error?.description.contains(flaw) == true)
    #expect(error?.description.contains("127.0.0.1:7862") == true)
  }
}

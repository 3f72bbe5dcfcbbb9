import HTTP
import Testing

@testable import Reactor

@Suite struct NamedCallTests {
  /// Makes one call to `http://HOST:PORT/` on this thread's own loop.
  private func call(
    _ host: String, port: UInt16, names: FakeNameServer, timeoutMilliseconds: Int64 = 2000
  ) throws -> CallOutcome {
    let loop = try EventLoop(nameFiles: names.files)
    try names.serve(on: loop)
    return try call(
      HTTPCaller(loop: loop), loop, host, port: port, timeoutMilliseconds: timeoutMilliseconds)
  }

  private func call(
    _ caller: HTTPCaller, _ loop: EventLoop, _ host: String, port: UInt16,
    timeoutMilliseconds: Int64 = 2000
  ) throws -> CallOutcome {
    var outcome: CallOutcome?
    caller.call(
      method: "GET", url: try HTTPURL(parsing: "http://\(host):\(port)/a?b"), headers: [],
      body: [], timeoutMilliseconds: timeoutMilliseconds
    ) {
      outcome = $0
      loop.stop()
    }
    #expect(outcome == nil)
    loop.run {}
    #expect(caller.callsInFlight == 0)
    return try #require(outcome)
  }

  private func answer(_ host: String, port: UInt16) -> CallOutcome {
    .answered(
      status: 200,
      body: Bytes(
        "GET|/a?b|Host: \(host):\(port)\r\nContent-Length: 0\r\nConnection: close\r\n|"))
  }

  @Test(arguments: ["localhost", "LocalHost", "127.0.0.1", "[::ffff:127.0.0.1]"])
  func someHostsNeedNoLookup(host: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    let port = server.address.port
    let names = try FakeNameServer()
    #expect(try call(host, port: port, names: names) == answer(host, port: port))
    #expect(names.questions == 0)
  }

  @Test func localhostIsTheIPv6LoopbackToo() throws {
    let server = try TestServer(host: "[::1]")
    defer { server.stop() }
    let port = server.address.port
    let names = try FakeNameServer(hasServer: false)
    #expect(try call("localhost", port: port, names: names) == answer("localhost", port: port))
  }

  @Test func theHostsFileComesFirst() throws {
    let server = try TestServer()
    defer { server.stop() }
    let port = server.address.port
    for hasServer in [true, false] {
      let names = try FakeNameServer(
        hosts: "# a comment\n127.0.0.1\tother receiver.test # and one\n", hasServer: hasServer)
      #expect(
        try call("Receiver.test", port: port, names: names) == answer("Receiver.test", port: port))
      #expect(names.questions == 0)
    }
  }

  @Test func theNextAddressIsTriedWhereOneRefuses() throws {
    let server = try TestServer()
    defer { server.stop() }
    let port = server.address.port
    let names = try FakeNameServer(
      hosts: "127.0.0.2 two.test\n127.0.0.1 two.test\n127.0.0.2 one.test\n127.0.0.3 one.test\n")
    #expect(try call("two.test", port: port, names: names) == answer("two.test", port: port))
    #expect(
      try call("one.test", port: port, names: names)
        == .failed("connection failed: Connection refused"))
  }

  @Test(arguments: ["receiver.example.test", "receiver"])
  func theNameServerIsAsked(host: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    let port = server.address.port
    let names = try FakeNameServer(addresses: ["receiver.example.test": [127, 0, 0, 1]])
    #expect(try call(host, port: port, names: names) == answer(host, port: port))
    #expect(names.questions > 0)
  }

  @Test func aNameThatIsNotThereIsTold() throws {
    let names = try FakeNameServer()
    #expect(
      try call("nowhere.test", port: 1, names: names)
        == .failed("cannot resolve nowhere.test: there is no such name"))
  }

  @Test func aMachineWithoutANameServerIsToldOf() throws {
    let names = try FakeNameServer(hasServer: false)
    #expect(
      try call("nowhere.test", port: 1, names: names)
        == .failed(
          "cannot resolve nowhere.test: there is no name server in \(names.files.servers)"))
  }

  @Test func theTimeLimitHoldsForTheLookup() throws {
    let server = try TestServer()
    defer { server.stop() }
    let names = try FakeNameServer(addresses: ["receiver.test": [127, 0, 0, 1]])
    let loop = try EventLoop(nameFiles: names.files)
    try names.serve(on: loop)
    let caller = HTTPCaller(loop: loop)
    #expect(
      try call(caller, loop, "silent.test", port: 1, timeoutMilliseconds: 20)
        == .failed("cannot resolve silent.test: no answer from the name server within 20 ms"))
    // What libevent has still to say of the first lookup disturbs nobody.
    let port = server.address.port
    #expect(
      try call(caller, loop, "receiver.test", port: port) == answer("receiver.test", port: port))
  }

  @Test func aCallMayBeCancelledWhileItsNameIsLookedUp() throws {
    let names = try FakeNameServer()
    let loop = try EventLoop(nameFiles: names.files)
    try names.serve(on: loop)
    let url = try HTTPURL(parsing: "http://silent.test/")
    let timer = try LoopTimer(loop: loop) { loop.stop() }
    for isLast in [false, true] {
      let caller = HTTPCaller(loop: loop)
      let call = caller.call(
        method: "GET", url: url, headers: [], body: [], timeoutMilliseconds: 10
      ) { _ in Issue.record("a cancelled call has an outcome") }
      caller.cancel(call)
      #expect(caller.callsInFlight == 0)
      caller.call(
        method: "GET", url: url, headers: [], body: [], timeoutMilliseconds: 10
      ) { _ in Issue.record("a call outlives its caller") }
      // The last time the loop goes too, before libevent could tell of the cancelled lookups.
      guard !isLast else { return }
      timer.arm(afterMilliseconds: 30)
      withExtendedLifetime(caller) { loop.run { caller.cancelAll() } }
    }
  }
}

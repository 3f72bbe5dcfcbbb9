internal import Carrier
internal import HTTP
internal import Reactor

/// Asks a server's `/__mock/readyz`, once or until it says yes.
package final class ReadinessProbe {
  private let loop: EventLoop
  private let address: SocketAddress
  private let host: String
  private let timeout: TimeSpan

  /// - Parameters:
  ///   - url: `http://HOST:PORT`; a path is ignored.
  ///   - timeout: a length of time such as `30s`.
  /// - Throws: `ReactorError` or `StartRefusal`, in words for a person.
  package init(url: String, timeout: String) throws {
    guard let timeout = TimeSpan(timeout) else {
      throw StartRefusal("--timeout \(timeout): expected a length of time such as 30s")
    }
    guard url.hasPrefix("http://") else {
      throw StartRefusal("--url \(url): expected http://HOST:PORT")
    }
    let authority = url.dropFirst("http://".count).prefix { $0 != "/" }
    let hasPort = authority.last != "]" && authority.contains(":")
    host = String(authority)
    address = try SocketAddress(parsing: hasPort ? host : host + ":80")
    self.timeout = timeout
    loop = try EventLoop()
  }

  /// Why the server is not ready, or nil if it is.
  package func run(waiting: Bool) -> String? {
    let clock = WallClock.system()
    let end = clock.now() + timeout
    var reason: String?
    var attempt: () -> Void = {}
    let caller = HTTPCaller(loop: loop)
    let pause: LoopTimer
    do {
      pause = try LoopTimer(loop: loop) { attempt() }
    } catch {
      return "\(error)"
    }
    attempt = { [loop, address, host] in
      let left = (end - clock.now()).milliseconds
      caller.call(
        method: "GET", to: address, host: host, target: Bytes("/__mock/readyz"), headers: [],
        body: [], timeoutMilliseconds: max(1, min(left, 5000))
      ) { outcome in
        reason = Self.reason(outcome)
        if reason == nil || !waiting || clock.now() >= end {
          loop.stop()
        } else {
          pause.arm(afterMilliseconds: 50)
        }
      }
    }
    attempt()
    loop.run {}
    return reason
  }

  private static func reason(_ outcome: CallOutcome) -> String? {
    switch outcome {
    case .answered(200, _): nil
    case .answered(let status, _): "it answers \(status)"
    case .failed(let text): text
    }
  }
}

/// Why something cannot start, in words for a person.
package struct StartRefusal: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

public import Foundation
internal import Logging
internal import Server

/// A carrier for tests: a whole fakecarrier inside the test's process, on a port of its own.
///
/// ```swift
/// let carrier = try await Fakecarrier.start()
/// try await SignUp(gateway: carrier.url).begin(mobile: "13800138000")
/// let message = try await carrier.message(to: "13800138000", containing: "验证码")
/// #expect(message.content.hasSuffix("【朗宇信息】"))
/// await carrier.stop()
/// ```
///
/// Any number of them may run in one process at once, each with worlds, clocks and money of its own, so
/// that tests can run in parallel. Nothing is written to disk. Waiting costs no thread, and no call asks
/// again and again: the carrier answers when what is waited for has happened.
///
/// The process ignores SIGPIPE from the first start on, and may open as many files as its hard limit says.
public final class Fakecarrier: Sendable {
  /// Where the application under test sends to, for instance `http://127.0.0.1:40321`; the control API
  /// is there too, under `/__mock/v1/`.
  public let url: URL
  /// The port of ``url``.
  public let port: Int

  let client: ControlClient
  private let server: ServerThread

  /// Starts one on a free port of 127.0.0.1, and returns when it takes requests.
  ///
  /// - Parameters:
  ///   - scenarios: texts of scenarios, YAML or JSON; none: the built-in one, with the accounts of the
  ///     documents' own examples (account `922011`, password `123456`).
  ///   - maxMessages: how many messages are kept; the oldest go first.
  /// - Throws: ``FakecarrierError`` with every mistake of a scenario, or why it cannot start.
  public static func start(
    scenarios: [String] = [], maxMessages: Int = 100_000
  ) async throws -> Fakecarrier {
    var configuration = ServerConfiguration(
      scenarios: scenarios.isEmpty
        ? [BuiltInScenario.read()] : try scenarios.map { try ScenarioText.read($0) })
    configuration.listen = "127.0.0.1:0"
    configuration.token = .off
    configuration.maxMessages = max(1, maxMessages)
    let server = try await ServerThread.start(configuration)
    do {
      return try Fakecarrier(server, try await ControlClient.start(port: server.port))
    } catch {
      await server.stop()
      throw FakecarrierError("\(error)")
    }
  }

  /// The same with one scenario.
  public static func start(scenario: String) async throws -> Fakecarrier {
    try await start(scenarios: [scenario])
  }

  private init(_ server: ServerThread, _ client: ControlClient) throws {
    guard let url = URL(string: "http://127.0.0.1:\(server.port)") else {
      throw FakecarrierError("no URL of port \(server.port)")
    }
    self.url = url
    self.server = server
    self.client = client
    port = Int(server.port)
  }

  deinit {
    server.beginStopping()
    client.stop()
  }

  /// Lets the last answers leave and closes the port. Calls that wait fail. Once or many times.
  public func stop() async {
    await server.stop()
    client.stop()
  }
}

/// Starts a carrier, hands it to `body`, and stops it, whether `body` throws or not.
///
/// - Parameter scenarios: as ``Fakecarrier/start(scenarios:maxMessages:)`` takes them.
public func withFakecarrier<Result: Sendable>(
  scenarios: [String] = [], _ body: (Fakecarrier) async throws -> Result
) async throws -> Result {
  let carrier = try await Fakecarrier.start(scenarios: scenarios)
  do {
    let result = try await body(carrier)
    await carrier.stop()
    return result
  } catch {
    await carrier.stop()
    throw error
  }
}

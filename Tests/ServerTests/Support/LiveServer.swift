import Carrier
import Foundation
import Logging
import Reactor
import Server
import Synchronization

/// A whole server on a thread and a port of its own, for as long as a test needs it.
final class LiveServer: Sendable {
  let port: UInt16
  let controlPort: UInt16
  let startNotes: [String]
  let clock: ManualClock
  private let stopper: LoopStopper
  private let ended: DispatchSemaphore

  /// - Parameters:
  ///   - yaml: scenario texts; none: the built-in one.
  ///   - configure: whatever else is unlike the defaults.
  init(
    _ yaml: [String] = [], clock: ManualClock = ManualClock(),
    configure: (inout ServerConfiguration) -> Void = { _ in }
  ) throws {
    let scenarios = try yaml.map { try Self.scenario($0) }
    var configuration = ServerConfiguration(
      scenarios: scenarios.isEmpty ? [BuiltInScenario.read()] : scenarios)
    configuration.listen = "127.0.0.1:0"
    configure(&configuration)
    let started = Start()
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread { [configuration] in
      do {
        let server = try Server(
          configuration, clock: clock.wallClock, log: Logger(label: "test") { _ in NoLog() })
        started.succeed(
          Start.Facts(
            port: server.address.port, controlPort: server.controlAddress.port,
            notes: server.startNotes, stopper: try server.makeStopper()))
        server.run()
        try server.close()
      } catch {
        started.fail(error)
      }
      ended.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
    let facts = try started.wait()
    (port, controlPort, startNotes) = (facts.port, facts.controlPort, facts.notes)
    (stopper, self.clock, self.ended) = (facts.stopper, clock, ended)
  }

  deinit {
    stop()
  }

  /// Stops it and waits until its file is closed.
  func stop() {
    stopper.stop()
    ended.wait()
    ended.signal()
  }

  static func scenario(_ yaml: String) throws -> Scenario {
    let reading = ScenarioReader.read(
      Array(yaml.utf8), file: "test.yaml", vocabulary: BuiltInScenario.vocabulary)
    guard let scenario = reading.scenario else { throw ScenarioMistakes(reading.problems) }
    return scenario
  }

  struct ScenarioMistakes: Error, CustomStringConvertible {
    let description: String

    init(_ problems: [ScenarioProblem]) {
      description = problems.map(\.description).joined(separator: "\n")
    }
  }

  /// What the server's thread tells the one that waits for it.
  private final class Start: Sendable {
    struct Facts: Sendable {
      var port: UInt16
      var controlPort: UInt16
      var notes: [String]
      var stopper: LoopStopper
    }

    private let result = Mutex<Result<Facts, any Error>?>(nil)
    private let semaphore = DispatchSemaphore(value: 0)

    func succeed(_ facts: Facts) {
      result.withLock { $0 = .success(facts) }
      semaphore.signal()
    }

    func fail(_ error: any Error) {
      result.withLock { $0 = $0 ?? .failure(error) }
      semaphore.signal()
    }

    func wait() throws -> Facts {
      semaphore.wait()
      guard let result = result.withLock({ $0 }) else { fatalError("started without a result") }
      return try result.get()
    }
  }
}

/// Says nothing.
private struct NoLog: LogHandler {
  var logLevel = Logger.Level.critical
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {}
}

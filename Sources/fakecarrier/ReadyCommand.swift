import ArgumentParser
import Server

/// `ready`: asks a server whether it is ready.
struct ReadyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ready",
    abstract: "Exit 0 when the server is ready, 1 when it is not.")

  @Option(help: "The server, or its control API where that has an address of its own.")
  var url = "http://127.0.0.1:7862"

  @Flag(help: "Ask until it is ready or the time is over.")
  var wait = false

  @Option(help: "How long to wait at most, for instance 30s.")
  var timeout = "30s"

  func run() throws {
    let probe: ReadinessProbe
    do {
      probe = try ReadinessProbe(url: url, timeout: timeout)
    } catch {
      throw StartError("\(error)")
    }
    if let reason = probe.run(waiting: wait) {
      Terminal.complain("\(url) is not ready: \(reason)")
      throw ExitCode(1)
    }
    Terminal.say("\(url) is ready")
  }
}

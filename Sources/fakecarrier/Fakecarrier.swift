import ArgumentParser
import Server

/// The command line.
@main
struct Fakecarrier: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fakecarrier",
    abstract: "A mock SMS gateway: point your application at it instead of the carrier.",
    version: "fakecarrier \(Server.version)",
    subcommands: [ServeCommand.self, CheckCommand.self, CodesCommand.self, ReadyCommand.self],
    defaultSubcommand: ServeCommand.self)

  /// Exit codes are part of the contract: 0 a clean stop, 1 a failed check, 2 cannot start.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      exit(withError: code)
    } catch let stop as StartError {
      Terminal.complain(stop.description)
      exit(withError: ExitCode(2))
    } catch {
      let code = exitCode(for: error)
      guard code != .success else { exit(withError: error) }
      Terminal.complain(message(for: error))
      exit(withError: ExitCode(2))
    }
  }
}

import ArgumentParser
import Glibc
import Logging
import Server

/// `serve`: runs until SIGINT or SIGTERM.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run the gateway until Ctrl-C (the default command).",
    discussion: """
      Each flag can also be given as an environment variable: --listen as FAKECARRIER_LISTEN, \
      --max-body as FAKECARRIER_MAX_BODY; of what may be repeated, several with commas between.
      """)

  @Option(help: "Where clients send to; port 0 picks one. (default: 127.0.0.1:7862)")
  var listen: String?

  @Option(help: "Put the control API on an address of its own.")
  var control: String?

  @Option(help: "Write the port listened on to this file.")
  var portFile: String?

  @Option(help: "A scenario file; may be repeated. (default: the built-in one)")
  var scenario: [String] = []

  @Option(help: "An SQLite file that keeps everything, or :memory:. (default: :memory:)")
  var db: String?

  @Option(help: "What the control API asks for; none: nothing. (default: made off loopback)")
  var token: String?

  @Option(help: "A further name that the control API may be called by; may be repeated.")
  var allowHost: [String] = []

  @Option(help: "normal survives a killed process, full a power cut too. (default: normal)")
  var sync: String?

  @Option(help: "Messages kept; the oldest go first. (default: 100000)")
  var maxMessages: String?

  @Option(help: "trace, debug, info, notice, warning, error or critical. (default: info)")
  var logLevel: String?

  @Option(help: "text or json. (default: text)")
  var logFormat: String?

  @Option(help: "The largest body taken. (default: 4MiB)")
  var maxBody: String?

  func run() throws {
    let log = try makeLog()
    let files = try readScenarios(log)
    let portFile = try Setting("port-file").text(portFile).map { try PortFile($0) }
    let server: Server
    do {
      server = try start(files, log)
      try server.stop(on: [SIGINT, SIGTERM])
      for note in server.startNotes { Terminal.say(note) }
      Terminal.say(server.greeting)
      // Last of all: whoever waits for the file finds all the rest done.
      try portFile?.write(server.port)
    } catch {
      portFile?.discard()
      throw error
    }
    server.run()
    try server.close()
  }

  private func readScenarios(_ log: Logger) throws -> ScenarioFiles {
    let files = ScenarioFiles(Setting("scenario").texts(scenario))
    for problem in files.problems {
      if files.hasErrors {
        Terminal.complain(problem.description)
      } else {
        log.warning("\(problem)")
      }
    }
    guard !files.hasErrors else { throw ExitCode(2) }
    return files
  }

  private func start(_ files: ScenarioFiles, _ log: Logger) throws -> Server {
    var configuration = ServerConfiguration(
      scenarios: files.scenarios.isEmpty ? [BuiltInScenario.read()] : files.scenarios)
    configuration.listen = Setting("listen").text(listen) ?? configuration.listen
    configuration.control = Setting("control").text(control)
    configuration.location = try Setting("db").value(
      db, standard: .memory, expected: "a file's path or :memory:",
      { $0.isEmpty ? nil : .init($0) })
    configuration.token = try Setting("token").value(
      token, standard: .automatic, expected: "a token, or none to ask for none",
      { $0.isEmpty ? nil : .init($0) })
    configuration.allowedHosts = Setting("allow-host").texts(allowHost)
    configuration.durability = try Setting("sync").value(
      sync, standard: .normal, expected: "normal or full", { .init(rawValue: $0) })
    configuration.maxMessages = try Setting("max-messages").value(
      maxMessages, standard: configuration.maxMessages, expected: "a whole number from 1",
      { Int($0).flatMap { $0 >= 1 ? $0 : nil } })
    configuration.limits.maxBodyBytes = try Setting("max-body").value(
      maxBody, standard: configuration.limits.maxBodyBytes,
      expected: "a size from 1KiB to 256MiB such as 4MiB", ByteSize.parse)
    do {
      return try Server(configuration, log: log)
    } catch {
      throw StartError(StartFailure.describe(error))
    }
  }

  private func makeLog() throws -> Logger {
    let level = try Setting("log-level").value(
      logLevel, standard: Logger.Level.info,
      expected: "trace, debug, info, notice, warning, error or critical",
      { Logger.Level(rawValue: $0) })
    let format = try Setting("log-format").value(
      logFormat, standard: LineLogHandler.Format.text, expected: "text or json",
      { LineLogHandler.Format(rawValue: $0) })
    return Logger(label: "fakecarrier") { _ in LineLogHandler(format: format, level: level) }
  }
}

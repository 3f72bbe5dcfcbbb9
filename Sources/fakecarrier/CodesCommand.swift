import ArgumentParser
import Server

/// `codes`: lists every documented outcome and how to bring it about.
struct CodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes",
    abstract: "List every documented outcome, and what brings it about.")

  @Option(help: "Only this dialect's.")
  var dialect: String?

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    guard let list = OutcomeList(dialect: dialect) else {
      throw StartError(
        "--dialect \(dialect ?? ""): there is no such dialect; expected one of "
          + OutcomeList.dialectNames.joined(separator: ", "))
    }
    Terminal.say(json ? list.json : list.text)
  }
}

import ArgumentParser
import Server

/// `check`: validates scenario files.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check scenario files; every problem with its line. Exits 1 if there is an error.")

  @Argument(help: "Scenario files.")
  var files: [String]

  func run() throws {
    let read = ScenarioFiles(files)
    for problem in read.problems + read.clashes { Terminal.say(problem.description) }
    guard !read.hasErrors else { throw ExitCode(1) }
    Terminal.say("\(files.joined(separator: ", ")): ok")
  }
}

import Carrier
import Foundation
import HTTP
import Testing

/// A folder of exact bytes. Its files, in the order of their names:
///
/// - `scenario.yaml`: the scenario; without it the built-in one.
/// - `NN-what.request.http`: sent on a connection of its own; with `.hold.` in the name the
///   connection stays open to the end of the case.
/// - `NN-what.answer.http`: what must come back.
/// - `NN.advance`: moves the clock by the length of time it holds.
///
/// With `FAKECARRIER_RECORD=1` in the environment answers are written instead of compared: look at
/// the difference before it is committed.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  let folder: URL
  /// Path below `Golden/`.
  let name: String

  var testDescription: String { name }

  static func all() throws -> [GoldenCase] {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Golden")
    let manager = FileManager.default
    return try manager.contentsOfDirectory(atPath: root.path).sorted().flatMap { group in
      let folder = root.appendingPathComponent(group)
      return try manager.contentsOfDirectory(atPath: folder.path).sorted().map {
        GoldenCase(folder: folder.appendingPathComponent($0), name: "\(group)/\($0)")
      }
    }
  }

  /// Runs the case; what differed, in words.
  func play() throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let scenario = try files.contains("scenario.yaml") ? [text("scenario.yaml")] : []
    let server = try LiveServer(scenario)
    defer { server.stop() }
    var held: [WireClient] = []
    var differences: [String] = []
    for file in files {
      if file.hasSuffix(".advance") {
        let span = try text(file).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let span = TimeSpan(span) else { throw Malformed(name: "\(name)/\(file)") }
        server.clock.advance(by: span)
      } else if file.hasSuffix(".request.http") {
        let client = try WireClient(port: server.port)
        let answer = try client.exchange(bytes(file))
        if file.contains(".hold.") { held.append(client) }
        let answerFile = file.replacingOccurrences(of: ".request.", with: ".answer.")
        if isRecording {
          try Data(answer).write(to: folder.appendingPathComponent(answerFile))
        } else if try answer != bytes(answerFile) {
          differences.append(
            "\(name)/\(answerFile): expected\n\(try text(answerFile))\ngot\n\(answer.utf8Text)")
        }
      }
    }
    return differences
  }

  private var isRecording: Bool {
    ProcessInfo.processInfo.environment["FAKECARRIER_RECORD"] == "1"
  }

  private func bytes(_ file: String) throws -> Bytes {
    Bytes(try Data(contentsOf: folder.appendingPathComponent(file)))
  }

  private func text(_ file: String) throws -> String {
    try bytes(file).utf8Text
  }

  struct Malformed: Error {
    var name: String
  }
}

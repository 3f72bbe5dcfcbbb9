import Foundation
import Logging

/// Writes a line a message to standard error, as text or as a JSON object.
struct LineLogHandler: LogHandler {
  enum Format: String { case text, json }

  private struct Line: Encodable {
    var time: String
    var level: String
    var message: String
    var metadata: [String: String]?
  }

  let format: Format
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  init(format: Format, level: Logger.Level) {
    self.format = format
    logLevel = level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let time = Date().formatted(.iso8601)
    switch format {
    case .text:
      let extra = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
      Terminal.writeError("\(time) \(event.level) \(event.message)\(extra)")
    case .json:
      let line = Line(
        time: time, level: event.level.rawValue, message: "\(event.message)",
        metadata: all.isEmpty ? nil : all.mapValues { "\($0)" })
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
      do {
        Terminal.writeError(String(decoding: try encoder.encode(line), as: UTF8.self))
      } catch {
        Terminal.writeError("a log line could not be encoded: \(error)")
      }
    }
  }
}

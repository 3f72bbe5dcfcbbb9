/// A node of a scenario text: what stands there, as written, and where.
struct YAMLNode: Sendable {
  var position: TextPosition
  var content: Content

  indirect enum Content: Sendable {
    /// A plain scalar may mean null; a quoted or block scalar is always a text.
    case scalar(String, isPlain: Bool)
    case list([YAMLNode])
    case map([Entry])
  }

  struct Entry: Sendable {
    var key: String
    var keyPosition: TextPosition
    var value: YAMLNode
  }

  /// A value written `null` or `~`: as if the key had been left out.
  var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return text == "null" || text == "~"
  }

  /// The entry of a map that has a value for the key.
  func entry(_ key: String) -> Entry? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key == key && !$0.value.isNull }
  }

  /// What stands there, for a message: a short text in quotes, or the kind of node.
  var summary: String {
    switch content {
    case .scalar("", isPlain: true): "nothing"
    case .scalar(let text, _): quoted(text)
    case .list(let nodes): nodes.isEmpty ? "an empty list" : "a list"
    case .map(let entries): entries.isEmpty ? "an empty map" : "a map"
    }
  }
}

/// A place in a text.
struct TextPosition: Sendable, Hashable, Comparable {
  /// From 1.
  var line: Int
  /// From 1, in Unicode scalars.
  var column: Int

  static let start = TextPosition(line: 1, column: 1)

  static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A text in quotes for a message, on one line and not longer than a message bears.
func quoted(_ text: String) -> String {
  let longest = 60
  var shown = String(
    text.unicodeScalars.prefix(longest).map { $0.value < 0x20 ? " " : Character($0) })
  if text.unicodeScalars.count > longest { shown += "…" }
  return "\"\(shown)\""
}

/// The keys that a map of a scenario may have, one line each, and where their values go.
struct FieldTable<Root: Sendable>: Sendable {
  /// What the map describes, for messages: `an account`.
  let subject: String
  /// What a key written as null is set back to.
  let standard: Root
  let fields: [Field<Root>]

  var keys: [String] { fields.map(\.key) }

  /// Reads every entry of the map and reports keys that are unknown or there twice. Keys that are
  /// not there leave `root` as it is.
  ///
  /// - Returns: false if the node is not a map.
  @discardableResult
  func read(
    _ node: YAMLNode, _ label: String, into root: inout Root, _ context: inout ReadingContext
  ) -> Bool {
    guard case .map(let entries) = node.content else {
      context.reportMismatch(node, label, expected: "a map such as {\(fields[0].key): …}")
      return false
    }
    for entry in context.distinct(entries) {
      guard let field = fields.first(where: { $0.key == entry.key }) else {
        context.reportUnknownKey(entry, in: subject, allowed: keys)
        continue
      }
      field.read(entry, standard, &root, &context)
    }
    return true
  }
}

/// One key of a map.
struct Field<Root: Sendable>: Sendable {
  let key: String
  /// Reads an entry into the root; the second one is the standard for null.
  let read: @Sendable (YAMLNode.Entry, Root, inout Root, inout ReadingContext) -> Void

  init(
    _ key: String,
    reading: @escaping @Sendable (YAMLNode.Entry, Root, inout Root, inout ReadingContext) -> Void
  ) {
    self.key = key
    read = reading
  }

  init<Value>(
    _ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ form: ValueForm<Value>
  ) {
    self.init(key) { entry, standard, root, context in
      if entry.value.isNull {
        root[keyPath: path] = standard[keyPath: path]
      } else if let value = form.read(entry.value, quoted(key), &context) {
        root[keyPath: path] = value
      }
    }
  }

  init<Value>(
    _ key: String, _ path: any WritableKeyPath<Root, Value?> & Sendable, _ form: ValueForm<Value>
  ) {
    self.init(key, path, form.map(Optional.some))
  }
}

extension ReadingContext {
  /// The entries without those whose key was there before, which are reported.
  mutating func distinct(_ entries: [YAMLNode.Entry]) -> [YAMLNode.Entry] {
    var firstLines: [String: Int] = [:]
    return entries.filter { entry in
      if let line = firstLines[entry.key] {
        report(
          "duplicate key \(quoted(entry.key)); the first one is on line \(line)",
          at: entry.keyPosition)
        return false
      }
      firstLines[entry.key] = entry.keyPosition.line
      return true
    }
  }

  mutating func reportUnknownKey(
    _ entry: YAMLNode.Entry, in subject: String, allowed: [String]
  ) {
    let merges = "; merge keys are not read, put what accounts share under \"defaults\""
    report(
      "unknown key \(quoted(entry.key)) in \(subject)"
        + (entry.key == "<<" ? merges : Spelling.hint(for: entry.key, among: allowed)),
      at: entry.keyPosition)
  }
}

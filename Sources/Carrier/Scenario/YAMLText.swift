private import Yams

/// Reads YAML, of which JSON is a part, into nodes. The only place that knows Yams.
enum YAMLText {
  /// Nil if the text has no content.
  static func read(_ text: String) throws(YAMLFault) -> YAMLNode? {
    var masking = YAMLKeyMasking(JSONSurrogates.joined(in: text))
    while true {
      do {
        // The basic resolver leaves every scalar the text that it is.
        let parser = try Parser(yaml: masking.text, resolver: .basic, encoding: .utf8)
        guard let root = try parser.singleRoot() else { return nil }
        var conversion = Conversion(masking: masking)
        return try conversion.node(root, depth: 1)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        // Yams stops at a duplicate. With the first of the two keys masked it goes on, and the
        // reader of the map reports them, at the second one and together with all else.
        let position = TextPosition(context.mark)
        guard masking.mask(at: position) else {
          let names = keys.map(quoted).joined(separator: ", ")
          throw YAMLFault(message: "duplicate key \(names) in a map", position: position)
        }
      } catch let fault as YAMLFault {
        throw fault
      } catch let error as YamlError {
        throw YAMLFault(error, in: masking.text)
      } catch {
        throw YAMLFault(message: "not valid YAML: \(error)", position: .start)
      }
    }
  }
}

/// Turns Yams' nodes into the reader's, within the limits.
private struct Conversion {
  let masking: YAMLKeyMasking
  private var nodes = 0

  init(masking: YAMLKeyMasking) {
    self.masking = masking
  }

  mutating func node(_ node: Node, depth: Int) throws(YAMLFault) -> YAMLNode {
    let position = node.mark.map(TextPosition.init) ?? .start
    nodes += 1
    guard nodes <= YAMLGuard.mostNodes else {
      throw YAMLFault(
        message: "more than \(YAMLGuard.mostNodes) values; split the scenario", position: position)
    }
    guard depth <= YAMLGuard.deepestNesting else { throw .tooDeep(at: position) }
    switch node {
    case .scalar(let scalar):
      return YAMLNode(
        position: position, content: .scalar(scalar.string, isPlain: scalar.style == .plain))
    case .sequence(let sequence):
      var list: [YAMLNode] = []
      for element in sequence { list.append(try self.node(element, depth: depth + 1)) }
      return YAMLNode(position: position, content: .list(list))
    case .mapping(let mapping):
      var map: [YAMLNode.Entry] = []
      for (key, value) in mapping { map.append(try entry(key, value, depth: depth + 1)) }
      return YAMLNode(position: position, content: .map(map))
    case .alias:
      throw YAMLFault(message: "an alias stands for nothing", position: position)
    }
  }

  private mutating func entry(
    _ key: Node, _ value: Node, depth: Int
  ) throws(YAMLFault) -> YAMLNode.Entry {
    let position = key.mark.map(TextPosition.init) ?? .start
    guard case .scalar(let scalar) = key else {
      throw YAMLFault(message: "a key must be a text, not a list or a map", position: position)
    }
    return YAMLNode.Entry(
      key: masking.original(of: scalar.string, at: position), keyPosition: position,
      value: try node(value, depth: depth))
  }
}

extension TextPosition {
  fileprivate init(_ mark: Mark) {
    self.init(line: mark.line, column: mark.column)
  }
}

extension YAMLFault {
  /// A syntax error in our words, where the parser's are known, else in the parser's.
  fileprivate init(_ error: YamlError, in text: String) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      self = .syntax(
        problem, at: TextPosition(mark), openedAt: context.map { TextPosition($0.mark) }, in: text)
    case .reader(let problem, _, _, _):
      self.init(message: "not valid YAML: \(problem)", position: .start)
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded,
      .duplicatedKeysInMapping:
      self.init(message: "not valid YAML: \(error)", position: .start)
    }
  }
}

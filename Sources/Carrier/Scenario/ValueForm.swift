/// How one kind of value is written in a scenario: reads a node, or reports what is wrong with it.
struct ValueForm<Value>: Sendable {
  /// - Parameters:
  ///   - label: what the value belongs to, as the subject of a message: `"rate"`.
  /// - Returns: nil if a problem was reported.
  let read: @Sendable (YAMLNode, _ label: String, inout ReadingContext) -> Value?

  init(_ read: @escaping @Sendable (YAMLNode, String, inout ReadingContext) -> Value?) {
    self.read = read
  }

  /// A scalar, by its written text.
  ///
  /// - Parameters:
  ///   - expected: what the text must be, with an example: `a duration such as 10s`.
  static func text(
    _ expected: String, _ parse: @escaping @Sendable (String) -> Value?
  ) -> ValueForm {
    ValueForm { node, label, context in
      guard case .scalar(let text, _) = node.content, let value = parse(text), !node.isNull else {
        context.reportMismatch(node, label, expected: expected)
        return nil
      }
      return value
    }
  }

  func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> ValueForm<Other> {
    ValueForm<Other> { node, label, context in read(node, label, &context).map(transform) }
  }
}

extension ReadingContext {
  mutating func reportMismatch(_ node: YAMLNode, _ label: String, expected: String) {
    report("\(label) must be \(expected), not \(node.summary)", at: node.position)
  }
}

extension ValueForm {
  /// A list of values of one form. All of its entries are read, so that all problems are found.
  static func list<Element>(
    of form: ValueForm<Element>, example: String
  ) -> ValueForm<[Element]> where Value == [Element] {
    ValueForm { node, label, context in
      guard case .list(let nodes) = node.content else {
        context.reportMismatch(node, label, expected: "a list such as \(example)")
        return nil
      }
      return nodes.compactMap { form.read($0, "an entry of \(label)", &context) }
    }
  }

  /// One of a few words.
  static func word(
    of words: @escaping @Sendable (ReadingContext) -> [(word: String, value: Value)]
  ) -> ValueForm {
    ValueForm { node, label, context in
      let words = words(context)
      guard case .scalar(let text, _) = node.content else {
        let all = words.map(\.word).joined(separator: ", ")
        context.reportMismatch(node, label, expected: "one of \(all)")
        return nil
      }
      guard let known = words.first(where: { $0.word == text }) else {
        context.report(
          "\(label) cannot be \(node.summary)"
            + Spelling.hint(for: text, among: words.map(\.word)),
          at: node.position)
        return nil
      }
      return known.value
    }
  }
}

extension ValueForm where Value: CaseIterable & RawRepresentable<String> & Sendable {
  static var word: ValueForm {
    let words = Value.allCases.map { ($0.rawValue, $0) }
    return word { _ in words }
  }
}

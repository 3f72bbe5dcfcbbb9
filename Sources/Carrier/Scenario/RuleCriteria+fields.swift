extension RuleCriteria {
  static let fields = FieldTable(
    subject: "when",
    standard: RuleCriteria(),
    fields: [
      Field(
        "dialect", \.dialects,
        .set(of: .word { $0.vocabulary.dialects.map { ($0.name, $0.name) } })),
      Field("operation", \.operations, .set(of: .word)),
      Field("account", \.accounts, .some(of: .glob)),
      Field("mobile", \.mobiles, .some(of: .mobileGlob)),
      Field("content", \.contents, .some(of: .pattern)),
      Field("extno", \.extnos, .some(of: .glob)),
      Field("hours", \.hours, .hours),
      Field("nth", \.nth, .occurrence),
      Field("chance", \.chance, .chance),
    ])
}

extension ValueForm<RuleCriteria> {
  static let criteria = ValueForm { node, label, context in
    var criteria = RuleCriteria()
    return RuleCriteria.fields.read(node, label, into: &criteria, &context) ? criteria : nil
  }
}

extension ValueForm {
  /// One value, or a list of them.
  fileprivate static func some<Element>(
    of form: ValueForm<Element>
  ) -> ValueForm where Value == [Element] {
    ValueForm { node, label, context in
      guard case .list(let nodes) = node.content else {
        return form.read(node, label, &context).map { [$0] }
      }
      guard !nodes.isEmpty else {
        context.reportMismatch(node, label, expected: "a value, or a list of at least one")
        return nil
      }
      return nodes.compactMap { form.read($0, "an entry of \(label)", &context) }
    }
  }

  fileprivate static func set<Element: Hashable & Sendable>(
    of form: ValueForm<Element>
  ) -> ValueForm where Value == Set<Element> {
    ValueForm<[Element]>.some(of: form).map { Set($0) }
  }
}

extension ValueForm<Glob> {
  /// A glob costs up to the product of its length and that of the text it is tried on.
  fileprivate static let glob = text(
    "a text of 1 to 200 characters, where * stands for any run and ? for one"
  ) { text in
    (1...200).contains(text.unicodeScalars.count) ? Glob(text) : nil
  }

  /// Of a number's eleven digits.
  fileprivate static let mobileGlob = ValueForm { node, label, context in
    if case .scalar(let text, _) = node.content, text.utf8.count != 11,
      let number = MobileNumber(text)
    {
      context.warn(
        "\(label) is tried on a number's eleven digits; write \(number.value)", at: node.position)
    }
    return glob.read(node, label, &context)
  }
}

extension ValueForm<Occurrence> {
  /// `3`, `1-3`, `4-` or `every 5`.
  fileprivate static let occurrence = text(
    "a count such as 3, a range such as 1-3 or 4-, or every 5, of 1 to \(mostMatches)"
  ) { text in
    if text.hasPrefix("every ") {
      return count(text.dropFirst("every ".count)).map { .every($0) }
    }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = count(ends[0]) else { return nil }
    if ends.count == 1 { return .range(first...first) }
    if ends[1].isEmpty { return .range(first ... .max) }
    guard let last = count(ends[1]), first <= last else { return nil }
    return .range(first...last)
  }

  private static let mostMatches = 1_000_000_000

  private static func count(_ text: Substring) -> Int? {
    guard text.isDigits, let count = Int(text), (1...mostMatches).contains(count) else {
      return nil
    }
    return count
  }
}

extension ValueForm<Double> {
  /// Digits, and a point with digits where it has a fraction.
  fileprivate static let chance = text(
    "a decimal number above 0 and at most 1, such as 0.05"
  ) { text in
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy(\.isDigits), let share = Double(text), share > 0, share <= 1 else {
      return nil
    }
    return share
  }
}

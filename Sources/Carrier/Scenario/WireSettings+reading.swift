extension ValueForm<WireSettings> {
  /// The switches that the dialects have handed in, each with a value of its kind.
  static let wire = ValueForm { node, label, context in
    let switches = context.vocabulary.wireSwitches
    guard case .map(let entries) = node.content else {
      let example = switches.first.map { "{\($0.name): …}" } ?? "{}"
      context.reportMismatch(node, label, expected: "a map such as \(example)")
      return nil
    }
    var settings = WireSettings()
    for entry in context.distinct(entries) {
      guard let known = switches.first(where: { $0.name == entry.key }) else {
        context.reportUnknownKey(entry, in: "wire", allowed: switches.map(\.name))
        continue
      }
      if entry.value.isNull { continue }
      settings.values[known.name] = known.form.read(entry.value, quoted(known.name), &context)
    }
    return settings
  }
}

extension WireSwitch {
  fileprivate var form: ValueForm<WireSettings.Value> {
    switch kind {
    case .flag: ValueForm<Bool>.flag.map { .flag($0) }
    case .choice(let words, _): .word { _ in words.map { ($0, .choice($0)) } }
    case .number(let range, let standard):
      ValueForm<Int>.number(range, example: standard).map { .number($0) }
    }
  }
}

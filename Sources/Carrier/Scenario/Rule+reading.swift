/// A rule while it is being read.
struct WrittenRule: Sendable {
  var name: String?
  var criteria = RuleCriteria()
  /// Read after the rest.
  var then: YAMLNode?
  var `repeat`: Bool?

  static let fields = FieldTable(
    subject: "a rule",
    standard: WrittenRule(),
    fields: [
      Field("name", \.name, .someText),
      Field("when", \.criteria, .criteria),
      Field("then", \.then, .node),
      Field("repeat", \.repeat, .flag),
    ])
}

extension Rule {
  /// - Parameter place: among the rules, from 1.
  static func read(
    _ node: YAMLNode, place: Int, _ accounts: inout AccountNames, _ context: inout ReadingContext
  ) -> Rule? {
    let errors = context.errors
    var written = WrittenRule()
    guard WrittenRule.fields.read(node, "a rule", into: &written, &context) else { return nil }
    guard let then = written.then else {
      context.report("a rule needs a then; add then: {reject: system_busy}", at: node.position)
      return nil
    }
    let reactions = Reaction.readAll(then, &context)
    var rule = Rule(name: written.name ?? "rule \(place)", line: node.position.line)
    rule.criteria = written.criteria
    rule.reactions = reactions.map(\.reaction)
    if case .list = then.content {
      rule.isRepeated = written.repeat ?? false
    } else if written.repeat != nil, let entry = node.entry("repeat") {
      context.warn(
        "\"repeat\" has no effect beside a single reaction, which every match takes; write"
          + " then: [{…}] for a list",
        at: entry.keyPosition)
    }
    if context.errors == errors {
      let audience = rule.criteria.audience(among: context.vocabulary.dialects)
      rule.criteria.warnIfVain(node.entry("when")?.value, audience, &accounts, &context)
      for (node, reaction) in reactions {
        reaction.warnOfStandIns(node, audience, &context)
        reaction.warnOfUnknownCodes(node, audience, &context)
      }
    }
    return rule
  }
}

extension Reaction {
  /// The reactions of a `then`, each with where it stands: one that is a map of its own, or those of
  /// a list, of which some may do nothing.
  fileprivate static func readAll(
    _ then: YAMLNode, _ context: inout ReadingContext
  ) -> [(node: YAMLNode, reaction: Reaction)] {
    let (nodes, label): ([YAMLNode], String)
    if case .list(let list) = then.content {
      (nodes, label) = (list, "an entry of \"then\"")
    } else {
      (nodes, label) = ([then], "\"then\"")
    }
    guard !nodes.isEmpty else {
      context.reportMismatch(
        then, "\"then\"", expected: "a map such as {reject: system_busy}, or a list of such")
      return []
    }
    let errors = context.errors
    let reactions = nodes.map { node in
      var reaction = Reaction()
      fields.read(node, label, into: &reaction, &context)
      return (node: node, reaction: reaction)
    }
    if context.errors == errors, reactions.allSatisfy(\.reaction.isEmpty) {
      context.report(
        "\"then\" is empty; say what happens, for instance {reject: system_busy}",
        at: then.position)
    }
    return reactions
  }
}

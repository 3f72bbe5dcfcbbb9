/// A report while it is being read.
struct WrittenReport: Sendable {
  var stat: ReportPlan.Weighted?
  var mix: [ReportPlan.Weighted]?
  var after: ClosedRange<TimeSpan>?
  var isBeforeAnswer = false
  var id: ID?
  var per = Unit.message

  enum ID: String, CaseIterable { case unknown }
  enum Unit: String, CaseIterable { case message, segment }

  static let fields = FieldTable(
    subject: "a report",
    standard: WrittenReport(),
    fields: [
      Field(
        "stat", \.stat, ValueForm<String?>.stat.map { ReportPlan.Weighted(stat: $0, weight: 1) }),
      Field("mix", \.mix, .mix),
      Field("after", \.after, .spanRange),
      Field("before_answer", \.isBeforeAnswer, .flag),
      Field("id", \.id, .word),
      Field("per", \.per, .word),
    ])

  /// - Parameter standard: when it falls due where it does not say.
  func plan(after standard: ClosedRange<TimeSpan>?) -> ReportPlan {
    var plan = ReportPlan.standard
    if let stats = mix ?? stat.map({ [$0] }) { plan.stats = stats }
    plan.after = after ?? (isBeforeAnswer ? nil : standard)
    plan.isBeforeAnswer = isBeforeAnswer
    plan.hasUnknownID = id != nil
    plan.isPerSegment = per == .segment
    return plan
  }
}

extension ValueForm<[ReportPlan]> {
  /// A stat, `none`, a map, or a list of these. Without a stat it is ``ReportPlan/standard``'s.
  ///
  /// - Parameter standard: when a report falls due that does not say.
  static func reports(after standard: ClosedRange<TimeSpan>?) -> ValueForm {
    ValueForm { node, label, context in
      guard case .list(let nodes) = node.content else {
        return readOne(node, label, after: standard, &context)
      }
      guard (1...mostReports).contains(nodes.count) else {
        context.report(
          "\(label) must be a list of 1 to \(mostReports) reports, not of \(nodes.count)",
          at: node.position)
        return nil
      }
      return nodes.flatMap {
        readOne($0, "an entry of \(label)", after: standard, &context) ?? []
      }
    }
  }

  private static let mostReports = 20

  private static func readOne(
    _ node: YAMLNode, _ label: String, after standard: ClosedRange<TimeSpan>?,
    _ context: inout ReadingContext
  ) -> [ReportPlan]? {
    guard case .map = node.content else {
      guard let stat = ValueForm<String?>.stat.read(node, label, &context) else { return nil }
      return stat == nil ? [] : [ReportPlan(stat: stat, after: standard)]
    }
    var written = WrittenReport()
    WrittenReport.fields.read(node, label, into: &written, &context)
    if let mix = node.entry("mix"), node.entry("stat") != nil {
      context.report("stat and mix exclude each other", at: mix.keyPosition)
    }
    if written.isBeforeAnswer, written.after != nil, let entry = node.entry("before_answer") {
      context.report("before_answer and after exclude each other", at: entry.keyPosition)
    }
    return [written.plan(after: standard)]
  }
}

extension ValueForm<[ReportPlan.Weighted]> {
  /// Stats and their weights.
  fileprivate static let mix = ValueForm { node, label, context in
    guard case .map(let entries) = node.content, !entries.isEmpty else {
      context.reportMismatch(
        node, label, expected: "a map of stats and weights such as {DELIVRD: 95, none: 5}")
      return nil
    }
    let weight = ValueForm<Int>.number(1...1_000_000_000, example: 95)
    return context.distinct(entries).compactMap { entry in
      let key = YAMLNode(
        position: entry.keyPosition, content: .scalar(entry.key, isPlain: false))
      let stat = ValueForm<String?>.stat.read(key, "a key of \(label)", &context)
      let weight = weight.read(entry.value, "the weight of \(quoted(entry.key))", &context)
      guard let stat, let weight else { return nil }
      return ReportPlan.Weighted(stat: stat, weight: weight)
    }
  }
}

extension ValueForm<String?> {
  /// Nil for `none`. A stat that no document has is taken, as gateways have their own, but told of.
  fileprivate static let stat = ValueForm { node, label, context in
    guard let stat = written.read(node, label, &context) else { return nil }
    if let stat, !context.vocabulary.knows(stat: stat) {
      let stats = context.vocabulary.stats
      context.warn(
        "no document has the stat \(quoted(stat))"
          + Spelling.hint(for: stat, among: stats, else: "fakecarrier codes lists them"),
        at: node.position)
    }
    return .some(stat)
  }

  private static let written = text(
    "a stat such as DELIVRD (1 to 32 printable ASCII characters without spaces), or none"
  ) { text -> String?? in
    let isStat =
      (1...32).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    // An inner nil is the stat of no report, an outer one is no stat.
    guard isStat else { return .none }
    return .some(text == "none" ? nil : text)
  }
}

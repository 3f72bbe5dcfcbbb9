extension ReportPlan {
  fileprivate static let fields = FieldTable(
    subject: "report",
    standard: ReportPlan.standard,
    fields: [
      Field(
        "stat", \.stats, ValueForm<String?>.stat.map { [ReportPlan.Weighted(stat: $0, weight: 1)] }),
      Field("after", \.after, .spanRange),
      Field("mix", reading: refuse),
      Field("before_answer", reading: refuse),
      Field("id", reading: refuse),
      Field("per", reading: refuse),
    ])

  fileprivate static let comeWithRules = "with rules, which are not part of this version yet"

  @Sendable
  private static func refuse(
    _ entry: YAMLNode.Entry, _ standard: ReportPlan, _ plan: inout ReportPlan,
    _ context: inout ReadingContext
  ) {
    context.report("\(quoted(entry.key)) of a report comes \(comeWithRules)", at: entry.keyPosition)
  }
}

extension ValueForm<[ReportPlan]> {
  /// A stat, `none`, or `{stat, after}`; what is left out is as in ``ReportPlan/standard``.
  static let report = ValueForm { node, label, context in
    var plan = ReportPlan.standard
    switch node.content {
    case .scalar:
      guard let stat = ValueForm<String?>.stat.read(node, label, &context) else { return nil }
      plan = ReportPlan(stat: stat, after: plan.after)
    case .map:
      ReportPlan.fields.read(node, label, into: &plan, &context)
    case .list:
      context.report("a list of reports comes \(ReportPlan.comeWithRules)", at: node.position)
      return nil
    }
    return [plan]
  }
}

extension ValueForm<String?> {
  /// Nil for `none`. A stat that no document has is taken, as gateways have their own, but told of.
  fileprivate static let stat = ValueForm { node, label, context in
    guard let stat = written.read(node, label, &context) else { return nil }
    if let stat, !context.vocabulary.knows(stat: stat) {
      let hint = Spelling.hint(
        for: stat, among: context.vocabulary.stats, else: "fakecarrier codes lists them")
      context.warn("no document has the stat \(quoted(stat))\(hint)", at: node.position)
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

internal import Carrier

/// Why a request or a message came out so.
extension Schema {
  static let explanation = Schema.named("Explanation", .object(explanationFields))

  static let messageExplanation = Schema.named(
    "MessageExplanation",
    .object(
      explanationFields + [
        Field(
          "segments",
          .object([
            Field("characters", .count, "UTF-16 units"),
            Field("lengths", .list(.count)),
            Field("price_each", .count),
          ])),
        Field("report", .nullable(.plan), "what was planned; null: it was refused"),
        Field("handed_over", .list(.handOver)),
        Field("request_kept", .flag, "whether the journal still has its request"),
      ]))

  private static let explanationFields = [
    Field("decided_by", .decider),
    Field(
      "account_rules",
      .list(
        .object([
          Field("rule", .text),
          Field("verdict", .words(["passed", "objected", "refused", "reported"])),
        ])), "those that were tried"),
    Field("scenario_rules", .list(.ruleMet), "those that the request fitted"),
  ]

  private static let decider = Schema.named(
    "Decider",
    .object([
      Field("kind", .words(["account_rule", "scenario_rule", "scenario", "document"])),
      Field("name", .text, isOptional: true),
      Field("line", .count, "of the scenario's text", isOptional: true),
    ]))

  private static let ruleMet = Schema.named(
    "RuleMet",
    .object([
      Field("name", .text),
      Field("line", .count),
      Field(
        "met", .words(["matched", "used_up", "not_this_time", "not_drawn", "other_number"])),
      Field("reaction", .nullable(.id), "which of them, from 1"),
      Field("decided", .list(.text), "fields"),
      Field("lost", .list(.text), "fields that an earlier rule had decided"),
      Field("of_numbers", .list(.text), "fields that are of single numbers"),
    ]))

  private static let plan = Schema.named(
    "ReportPlan",
    .object([
      Field("decided_by", .decider),
      Field("wanted", .flag, "whether the request asked for one"),
      Field("drawn", .nullable(.text), "the stat; null: none comes"),
      Field(
        "planned",
        .list(
          .object([
            Field(
              "stats",
              .list(.object([Field("stat", .nullable(.text)), Field("weight", .count)]))),
            Field("after", .text, "a length of time, or two with .. between them"),
            Field("before_answer", .flag),
            Field("unknown_id", .flag),
            Field("per_segment", .flag),
          ]))),
    ]))

  private static let handOver = Schema.named(
    "HandOver",
    .object([
      Field("report", .id),
      Field("stat", .text),
      Field("way", .words(["pulled", "pushed"])),
      Field("request", .id, "that pulled it", isOptional: true),
      Field("at", .time, "when it was pulled", isOptional: true),
      Field("push", .id, isOptional: true),
      Field("url", .text, isOptional: true),
      Field("state", .words(PushRecord.State.allCases.map(\.rawValue)), isOptional: true),
      Field("next_at", .nullable(.time), isOptional: true),
      Field("attempts", .list(.pushAttempt), isOptional: true),
    ]))
}

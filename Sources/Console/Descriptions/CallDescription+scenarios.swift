/// The scenarios at work.
extension CallDescription {
  static let scenarios = CallDescription(
    "listScenarios", "the scenarios at work", query: ListCalls.window,
    answers: [.json("a part of the list", .page(of: .scenario))])

  static let scenario = CallDescription(
    "getScenario", "a scenario with the text it was made from", path: [.scenarioName],
    query: [
      Parameter(
        "format", "yaml: the text alone; left out: what `Accept` says", .words(["yaml", "json"]))
    ],
    answers: [
      .json("how it stands", .sourcedScenario).or("application/yaml"),
      .noScenario,
    ])

  static let putScenario = CallDescription(
    "putScenario", "loads a scenario in place of the one of its name",
    details: "The scenario's own name must be the path's. Its world starts anew.",
    path: [.scenarioName], body: .scenario,
    answers: [
      .json("it has replaced one", .loadedScenario),
      .json("it is there", .loadedScenario, status: 201),
      .problem(409, "one of its accounts is another scenario's"),
      .problem(422, "it has mistakes, or another name; nothing was loaded"),
    ])

  static let deleteScenario = CallDescription(
    "deleteScenario", "ends a scenario and forgets all of it", path: [.scenarioName],
    answers: [.empty(204, "it is gone"), .noScenario])

  static let resetScenario = CallDescription(
    "resetScenario", "takes a scenario back to its start and cancels what is pending",
    path: [.scenarioName], answers: [.json("how it stands", .scenario), .noScenario])

  static let resetAll = CallDescription(
    "reset", "takes all scenarios back to their start",
    answers: [
      .json("how they stand", .object([Schema.Field("scenarios", .list(.scenario))]))
    ])

  static let check = CallDescription(
    "check", "validates a scenario without loading it", body: .scenarioDraft,
    answers: [
      .json("what is wrong with it", .object([Schema.Field("problems", .list(.scenarioProblem))]))
    ])
}

extension CallDescription.Answer {
  fileprivate static let noScenario = problem(404, "there is no such scenario")
}

extension Parameter {
  fileprivate static let scenarioName = Parameter(
    "name", "the scenario's name", .pattern("^[a-z0-9-]{1,64}$", example: "default"))
}

extension Schema {
  private static let scenarioFields = [
    Field("name", .text),
    Field("description", .text),
    Field("timezone", .text),
    Field("seed", .count),
    Field("clock", .object([Field("time", .time), Field("running", .flag)])),
    Field("accounts", .list(.text)),
    Field(
      "rules",
      .list(
        .object([
          Field("name", .text),
          Field("line", .count, "of the scenario's text"),
          Field("matches", .count, "how many requests it acted on"),
        ]))),
  ]

  fileprivate static let scenario = Schema.named("Scenario", .object(scenarioFields))

  fileprivate static let sourcedScenario = Schema.named(
    "SourcedScenario",
    .object(scenarioFields + [Field("source", .text, "the text it was made from")]))

  fileprivate static let loadedScenario = Schema.named(
    "LoadedScenario",
    .object(scenarioFields + [Field("problems", .list(.scenarioProblem), "warnings")]))
}

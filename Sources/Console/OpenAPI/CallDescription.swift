/// What a call is for, what it takes and what it answers: the facts of a ``Route`` that
/// `openapi.json` tells, and the parameters that its handler may ask for.
struct CallDescription: Sendable {
  /// Its name in generated clients; no two calls have the same.
  let id: String
  /// A few words.
  let summary: String
  /// What else there is to know.
  let details: String?
  /// Those that its path has places for, in their order.
  let path: [Parameter]
  /// Those that its query may have.
  let query: [Parameter]
  let body: Body?
  /// Its own; those that all calls have in common are added by ``OpenAPIDocument``.
  let answers: [Answer]

  init(
    _ id: String, _ summary: String, details: String? = nil, path: [Parameter] = [],
    query: [Parameter] = [], body: Body? = nil, answers: [Answer]
  ) {
    self.id = id
    self.summary = summary
    self.details = details
    self.path = path
    self.query = query
    self.body = body
    self.answers = answers
  }

  /// What it is sent.
  struct Body: Sendable {
    let types: [String]
    let schema: Schema
    let isOptional: Bool

    static func json(_ schema: Schema, isOptional: Bool = false) -> Body {
      Body(types: ["application/json"], schema: schema, isOptional: isOptional)
    }

    /// A scenario, in either of its forms.
    static let scenario = Body(
      types: ["application/yaml", "application/json"], schema: .map(.any), isOptional: false)
    /// What may be one: nothing at all has its mistakes, too.
    static let scenarioDraft = Body(
      types: ["application/yaml", "application/json"], schema: .any, isOptional: true)
  }

  /// One status that it answers with.
  struct Answer: Sendable {
    struct Content: Sendable {
      let type: String
      let schema: Schema
    }

    let status: Int
    let about: String
    let contents: [Content]

    static func json(_ about: String, _ schema: Schema, status: Int = 200) -> Answer {
      Answer(
        status: status, about: about, contents: [Content(type: "application/json", schema: schema)])
    }

    static func text(
      _ about: String, status: Int = 200, type: String = "text/plain"
    ) -> Answer {
      Answer(status: status, about: about, contents: [Content(type: type, schema: .text)])
    }

    static func empty(_ status: Int, _ about: String) -> Answer {
      Answer(status: status, about: about, contents: [])
    }

    /// An error, with the words that help to mend it.
    static func problem(_ status: Int, _ about: String) -> Answer {
      Answer(
        status: status, about: about,
        contents: [Content(type: "application/problem+json", schema: .problem)])
    }

    /// What an answer may be besides, with the same status.
    func or(_ type: String, _ schema: Schema = .text) -> Answer {
      Answer(
        status: status, about: about, contents: contents + [Content(type: type, schema: schema)])
    }
  }
}

extension Schema {
  /// RFC 9457.
  static let problem = Schema.named(
    "Problem",
    .object(problemFields + [Field("problems", .list(.scenarioProblem), isOptional: true)]))

  static let problemFields = [
    Field("type", .text),
    Field("title", .text),
    Field("status", .integer(400...599)),
    Field("detail", .text, "what is wrong, and what to do"),
  ]

  static let scenarioProblem = Schema.named(
    "ScenarioProblem",
    .object([
      Field("severity", .words(["error", "warning"])),
      Field("line", .integer(0...Int64.max)),
      Field("column", .integer(0...Int64.max)),
      Field("message", .text),
    ]))
}

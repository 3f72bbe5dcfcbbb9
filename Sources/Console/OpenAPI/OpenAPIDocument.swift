/// The control API in OpenAPI 3.1, written from its routes: what has a route is in it.
struct OpenAPIDocument {
  let routes: [Route]
  let version: String
  /// Whether the server asks for a token.
  let needsToken: Bool

  func write(to json: inout JSONWriter) {
    json.field("openapi", "3.1.0")
    json.key("info")
    json.object { json in
      json.field("title", "fakecarrier's control API")
      json.field("version", version)
      json.field(
        "description",
        "What a test says to the mock, as opposed to what its application says to the gateway.")
    }
    json.key("paths")
    json.object { json in
      for path in paths {
        json.key(path.path)
        json.object { json in
          for route in path.routes {
            json.key(route.method.lowercased())
            json.object { write(route, to: &$0) }
          }
        }
      }
    }
    json.key("components")
    json.object { writeComponents(to: &$0) }
  }

  /// The routes by their paths, both in the table's order.
  private var paths: [(path: String, routes: [Route])] {
    var paths: [(path: String, routes: [Route])] = []
    for route in routes {
      // The document has no word for a parameter that may hold slashes.
      let path = route.path.replacing("{+", with: "{")
      if let index = paths.firstIndex(where: { $0.path == path }) {
        paths[index].routes.append(route)
      } else {
        paths.append((path, [route]))
      }
    }
    return paths
  }

  private func write(_ route: Route, to json: inout JSONWriter) {
    let about = route.about
    json.field("operationId", about.id)
    json.field("tags", [route.tag])
    json.field("summary", about.summary)
    if let details = about.details { json.field("description", details) }
    json.key("security")
    json.array(route.asksForToken && needsToken ? ["token"] : []) { json, scheme in
      json.object { $0.field(scheme, [String]()) }
    }
    let parameters =
      about.path.map { (place: "path", parameter: $0) }
      + route.parameters.map { (place: "query", parameter: $0) }
    json.field("parameters", parameters) { json, entry in
      json.object { json in
        json.field("name", entry.parameter.name)
        json.field("in", entry.place)
        json.field("required", entry.place == "path")
        json.field("description", entry.parameter.about)
        json.key("schema")
        json.value(
          entry.place == "query" ? entry.parameter.schema.orEmpty : entry.parameter.schema)
      }
    }
    if let body = about.body {
      json.key("requestBody")
      json.object { json in
        json.field("required", !body.isOptional)
        json.key("content")
        json.object { json in
          for type in body.types {
            json.key(type)
            json.object { json in
              json.key("schema")
              json.value(body.schema)
            }
          }
        }
      }
    }
    json.key("responses")
    json.object { json in
      for answer in route.answers {
        json.key(String(answer.status))
        json.object { write(answer, to: &$0) }
      }
    }
  }

  private func write(_ answer: CallDescription.Answer, to json: inout JSONWriter) {
    json.field("description", answer.about)
    guard !answer.contents.isEmpty else { return }
    json.key("content")
    json.object { json in
      for content in answer.contents {
        json.key(content.type)
        json.object { json in
          json.key("schema")
          json.value(content.schema)
        }
      }
    }
  }

  private func writeComponents(to json: inout JSONWriter) {
    json.key("schemas")
    json.object { json in
      for (name, schema) in namedSchemas {
        json.key(name)
        json.value(schema)
      }
    }
    json.key("securitySchemes")
    json.object { json in
      json.key("token")
      json.object { json in
        json.field("type", "http")
        json.field("scheme", "bearer")
        json.field("description", "the control token, which is printed at the start")
      }
    }
  }

  private var namedSchemas: [(name: String, schema: Schema)] {
    let schemas = routes.flatMap { route in
      [route.about.body?.schema].compactMap(\.self) + route.parameters.map(\.schema)
        + route.answers.flatMap { $0.contents.map(\.schema) }
    }
    return Dictionary(schemas.flatMap(\.names), uniquingKeysWith: { first, _ in first })
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension Schema {
  /// The same of a parameter whose empty value means that it is left out.
  fileprivate var orEmpty: Schema {
    switch self {
    case .words(let words): .words(words + [""])
    case .integer: .either([self, .words([""])])
    case _: self
    }
  }
}

extension Route {
  /// What of the API it belongs to.
  fileprivate var tag: String {
    let parts = path.split(separator: "/").dropFirst()
    return String(parts.first == "v1" ? parts.dropFirst().first ?? "v1" : "server")
  }

  /// Its own and those that all calls have in common, by status.
  var answers: [CallDescription.Answer] {
    let own = Set(about.answers.map(\.status))
    return (about.answers + common.filter { !own.contains($0.status) })
      .sorted { $0.status < $1.status }
  }

  private var common: [CallDescription.Answer] {
    var common: [CallDescription.Answer] = [
      .problem(400, "a parameter is unknown, there twice, or has a value that is none")
        .or("text/plain"),
      .problem(503, "the store cannot be written to, or the server stops; nothing was kept"),
    ]
    if access == .guarded {
      common.append(.problem(403, "the host or the origin is not known here"))
    }
    if asksForToken { common.append(.problem(401, "the control token is missing or wrong")) }
    if parameters.contains(where: { $0.name == Parameter.scenario.name }) {
      common.append(.problem(404, "there is no such scenario"))
    }
    if about.body != nil {
      common.append(.text("the body is larger than `--max-body`", status: 413, type: "text/html"))
    }
    return common
  }
}

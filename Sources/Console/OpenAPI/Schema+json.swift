extension JSONWriter {
  mutating func value(_ schema: Schema) {
    object { $0.keywords(of: schema) }
  }

  /// What stands in a schema's braces.
  mutating func keywords(of schema: Schema) {
    switch schema {
    case .any: return
    case .text: field("type", "string")
    case .words(let words):
      field("type", "string")
      field("enum", words)
    case .pattern(let pattern, let example):
      field("type", "string")
      field("pattern", pattern)
      field("examples", [example])
    case .integer(let range):
      field("type", "integer")
      if range.lowerBound > .min { field("minimum", range.lowerBound) }
      if range.upperBound < .max { field("maximum", range.upperBound) }
    case .flag: field("type", "boolean")
    case .list(let item):
      field("type", "array")
      key("items")
      value(item)
    case .object(let fields): members(fields)
    case .closed(let fields):
      // What is left out may be null as well.
      members(fields.map { $0.isOptional ? $0.nullable : $0 })
      field("additionalProperties", false)
    case .map(let schema):
      field("type", "object")
      key("additionalProperties")
      value(schema)
    case .nullable(let schema):
      field("anyOf", [schema, nil]) { json, schema in
        if let schema {
          json.value(schema)
        } else {
          json.object { $0.field("type", "null") }
        }
      }
    case .either(let schemas): field("anyOf", schemas) { $0.value($1) }
    case .named(let name, _): field("$ref", "#/components/schemas/\(name)")
    }
  }

  private mutating func members(_ fields: [Schema.Field]) {
    field("type", "object")
    key("properties")
    object { json in
      for field in fields {
        json.key(field.key)
        json.object { json in
          json.keywords(of: field.schema)
          if let about = field.about { json.field("description", about) }
        }
      }
    }
    let required = fields.filter { !$0.isOptional }.map(\.key)
    if !required.isEmpty { field("required", required) }
  }
}

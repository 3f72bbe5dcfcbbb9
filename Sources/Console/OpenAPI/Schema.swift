/// What a value of JSON may be: as much of JSON Schema (draft 2020-12) as the control API needs.
indirect enum Schema: Sendable {
  case any
  case text
  /// One of these words.
  case words([String])
  /// A text that a regular expression (ECMA-262) matches, and one that it does.
  case pattern(String, example: String)
  case integer(ClosedRange<Int64>)
  case flag
  case list(Schema)
  /// An object with these keys; one that an answer has may get further ones in later versions.
  case object([Field])
  /// An object with these keys and no others.
  case closed([Field])
  /// An object with any keys, and values of one kind.
  case map(Schema)
  case nullable(Schema)
  case either([Schema])
  /// One that stands once in a document, under this name.
  case named(String, Schema)

  /// A key of an object.
  struct Field: Sendable {
    let key: String
    let schema: Schema
    let about: String?
    let isOptional: Bool

    init(_ key: String, _ schema: Schema, _ about: String? = nil, isOptional: Bool = false) {
      self.key = key
      self.schema = schema
      self.about = about
      self.isOptional = isOptional
    }

    var nullable: Field { Field(key, .nullable(schema), about, isOptional: isOptional) }
  }

  /// A whole number from 0.
  static let count = Schema.integer(0...Int64.max)

  /// What names a row.
  static let id = Schema.integer(1...Int64.max)

  /// A time by a scenario's clock, in its time zone.
  static let time = Schema.pattern(
    "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$", example: "2017-04-12 01:38:21")

  /// A length of time.
  static let span = Schema.pattern("^[0-9]{1,12}(ms|s|m|h|d)$", example: "1500ms")

  static let mid = Schema.pattern("^[0-9A-F]{16}$", example: "75D8D894AA19CB72")

  /// A part of a list.
  static func page(of item: Schema) -> Schema {
    .object([
      Field("items", .list(item)),
      Field("total", .count, "how many match the filter in all"),
      Field("next", .nullable(.text), "the cursor of the next part; null: this is the last"),
    ])
  }

  /// The named ones in it, itself included, each with what it stands for.
  var names: [(name: String, schema: Schema)] {
    switch self {
    case .any, .text, .words, .pattern, .integer, .flag: []
    case .list(let schema), .map(let schema), .nullable(let schema): schema.names
    case .object(let fields), .closed(let fields): fields.flatMap(\.schema.names)
    case .either(let schemas): schemas.flatMap(\.names)
    case .named(let name, let schema): [(name, schema)] + schema.names
    }
  }
}

/// A parameter of a call's query or path: what it may be, and what it is for.
struct Parameter: Sendable {
  let name: String
  let schema: Schema
  let about: String

  init(_ name: String, _ about: String, _ schema: Schema = .text) {
    self.name = name
    self.schema = schema
    self.about = about
  }
}

extension Parameter {
  /// What every call under `/__mock/v1/` takes.
  static let scenario = Parameter(
    "scenario", "narrows the call to this scenario; left out it means all of them")

  static let limit = Parameter(
    "limit", "how many items at most; 50 where it is left out", .integer(1...1000))
  static let cursor = Parameter("cursor", "the `next` of the list's last part")
  static let account = Parameter("account", "an account's whole name")
  static let mobile = Parameter(
    "mobile",
    "a number, whatever stands before its eleven digits, or a glob of `*` and `?` over them")
  static let content = Parameter("content", "a part of the text")
  static let dialect = Parameter("dialect", "the wire language that it came in")
  static let anywhere = Parameter("q", "a part of the number, the text or the account")
  static let since = Parameter("since", "only what has an id above this one", .count)

  /// - Parameter words: those that an item may be in.
  static func state(_ words: [String]) -> Parameter {
    Parameter("state", "what has become of it", .words(words))
  }
}

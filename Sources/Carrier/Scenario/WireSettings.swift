/// A switch of a dialect's wire format, for a reading of its document that is uncertain. Dialects
/// hand theirs in; a scenario's `wire` section sets them.
package struct WireSwitch: Sendable, Equatable {
  package let name: String
  package let kind: Kind
  /// One line for people: what it changes.
  package let summary: String

  package enum Kind: Sendable, Equatable {
    case flag(standard: Bool)
    case choice([String], standard: String)
    case number(ClosedRange<Int>, standard: Int)
  }

  package init(_ name: String, _ kind: Kind, _ summary: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
  }
}

/// The switches that a scenario sets, by name; the others are at their standard.
package struct WireSettings: Sendable, Equatable {
  package enum Value: Sendable, Equatable {
    case flag(Bool)
    case choice(String)
    case number(Int)
  }

  package var values: [String: Value]

  package init(values: [String: Value] = [:]) {
    self.values = values
  }

  package subscript(flag wire: WireSwitch) -> Bool {
    if case .flag(let value)? = values[wire.name] { return value }
    if case .flag(let standard) = wire.kind { return standard }
    return false
  }

  package subscript(choice wire: WireSwitch) -> String {
    if case .choice(let value)? = values[wire.name] { return value }
    if case .choice(_, let standard) = wire.kind { return standard }
    return ""
  }

  package subscript(number wire: WireSwitch) -> Int {
    if case .number(let value)? = values[wire.name] { return value }
    if case .number(_, let standard) = wire.kind { return standard }
    return 0
  }
}

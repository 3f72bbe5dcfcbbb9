/// What came of one of the scenario's rules that a request fitted: which of its reactions it was the
/// turn of, or why it did not act.
struct RuleTrace: Sendable, Equatable {
  enum Turn: Sendable, Equatable {
    /// It acted, by the reaction of this place.
    case reaction(Int)
    /// Its reactions have all been taken.
    case usedUp
    /// Its `nth` is for other matches.
    case notThisTime
    /// Its `chance` was not drawn.
    case notDrawn
  }

  /// Of the rule in the scenario, from 0.
  var place: Int
  var turn: Turn
}

extension [RuleTrace] {
  /// As the store has it: `3:0 7:u`; nil for none.
  var packed: String? {
    guard !isEmpty else { return nil }
    return map { trace in
      let turn =
        switch trace.turn {
        case .reaction(let index): String(index)
        case .usedUp: "u"
        case .notThisTime: "n"
        case .notDrawn: "c"
        }
      return "\(trace.place):\(turn)"
    }.joined(separator: " ")
  }

  init(packed: String?) {
    self = (packed ?? "").split(separator: " ").compactMap { word in
      let parts = word.split(separator: ":")
      guard parts.count == 2, let place = Int(parts[0]), place >= 0 else { return nil }
      switch parts[1] {
      case "u": return RuleTrace(place: place, turn: .usedUp)
      case "n": return RuleTrace(place: place, turn: .notThisTime)
      case "c": return RuleTrace(place: place, turn: .notDrawn)
      case let digits:
        guard let index = Int(digits), index >= 0 else { return nil }
        return RuleTrace(place: place, turn: .reaction(index))
      }
    }
  }
}

/// Why something came out as it did.
package struct Explanation: Sendable {
  /// What had the last word.
  package enum Decider: Sendable, Equatable {
    case accountRule(String)
    case scenarioRule(name: String, line: Int)
    /// What the scenario says where no rule does.
    case scenario
    /// The document alone: the request was wrong, or all was well.
    case document
  }

  /// A rule of the account.
  package struct AccountRuleTried: Sendable, Equatable {
    package enum Verdict: String, Sendable {
      case passed
      /// It found something, and another one decided.
      case objected
      /// It refused the request or the number.
      case refused
      /// It accepted the number, and its report says what it found.
      case reported
    }

    /// As scenarios name it.
    package var rule: String
    package var verdict: Verdict
  }

  /// A rule of the scenario that the request fitted.
  package struct ScenarioRuleMet: Sendable, Equatable {
    package enum Met: String, Sendable {
      case matched
      /// Its reactions had all been taken.
      case usedUp = "used_up"
      /// Its `nth` is for other matches.
      case notThisTime = "not_this_time"
      /// Its `chance` was not drawn.
      case notDrawn = "not_drawn"
      /// It is for other numbers of the request.
      case otherNumber = "other_number"
    }

    package var name: String
    /// Of the scenario's text, from 1.
    package var line: Int
    package var met: Met
    /// Which of its reactions it was the turn of, from 1.
    package var reaction: Int?
    /// The fields that it decided.
    package var decided: [String]
    /// The fields that it had, too, and an earlier one decided.
    package var lost: [String]
    /// The fields that are of single numbers; of a whole request's explanation alone.
    package var ofNumbers: [String]
  }

  package var decider: Decider
  /// In the order they were tried; those behind the one that refused were not.
  package var accountRules: [AccountRuleTried]
  /// In the order they stand in the scenario.
  package var scenarioRules: [ScenarioRuleMet]
}

/// Everything that can be said of why a message came out as it did.
package struct MessageExplanation: Sendable {
  /// How its text breaks.
  package struct Segments: Sendable {
    /// UTF-16 units.
    package var characters: Int
    /// Of each segment.
    package var lengths: [Int]
    /// Of one segment, or of a multimedia message.
    package var price: Int64
  }

  /// What was planned for its report.
  package struct Plan: Sendable {
    package var decider: Explanation.Decider
    /// Whether the request asked for one.
    package var isWanted: Bool
    /// What was drawn; nil: none comes.
    package var stat: String?
    package var reports: [ReportPlan]
    /// Where a plan does not say.
    package var standardAfter: ClosedRange<TimeSpan>
  }

  /// A report that has left, or was to.
  package struct HandOver: Sendable {
    package enum Way: Sendable {
      case pulled(request: Int64, at: LocalTime)
      case pushed(PushRecord)
    }

    package var report: ReportItem
    package var way: Way
  }

  package var why: Explanation
  package var segments: Segments
  /// Nil where the number was refused.
  package var plan: Plan?
  package var handOvers: [HandOver]
}

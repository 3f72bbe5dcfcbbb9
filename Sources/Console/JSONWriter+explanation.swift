internal import Carrier

extension JSONWriter {
  mutating func fields(_ why: Explanation) {
    field("decided_by", why.decider)
    field("account_rules", why.accountRules) { json, rule in
      json.object { json in
        json.field("rule", rule.rule)
        json.field("verdict", rule.verdict.rawValue)
      }
    }
    field("scenario_rules", why.scenarioRules) { json, rule in
      json.object { json in
        json.field("name", rule.name)
        json.field("line", rule.line)
        json.field("met", rule.met.rawValue)
        json.field("reaction", rule.reaction.map { Int64($0) })
        json.field("decided", rule.decided)
        json.field("lost", rule.lost)
        json.field("of_numbers", rule.ofNumbers)
      }
    }
  }

  /// - Parameter isRequestKept: whether the journal still has the request that submitted it.
  mutating func fields(_ explanation: MessageExplanation, isRequestKept: Bool) {
    fields(explanation.why)
    key("segments")
    object { json in
      json.field("characters", explanation.segments.characters)
      json.field("lengths", explanation.segments.lengths) { $0.value(Int64($1)) }
      json.field("price_each", explanation.segments.price)
    }
    key("report")
    if let plan = explanation.plan {
      object { $0.fields(plan) }
    } else {
      null()
    }
    field("handed_over", explanation.handOvers) { json, handOver in
      json.object { $0.fields(handOver) }
    }
    field("request_kept", isRequestKept)
  }

  private mutating func field(_ key: String, _ decider: Explanation.Decider) {
    self.key(key)
    object { json in
      switch decider {
      case .accountRule(let name):
        json.field("kind", "account_rule")
        json.field("name", name)
      case .scenarioRule(let name, let line):
        json.field("kind", "scenario_rule")
        json.field("name", name)
        json.field("line", line)
      case .scenario: json.field("kind", "scenario")
      case .document: json.field("kind", "document")
      }
    }
  }

  private mutating func fields(_ plan: MessageExplanation.Plan) {
    field("decided_by", plan.decider)
    field("wanted", plan.isWanted)
    field("drawn", plan.stat)
    field("planned", plan.reports) { json, report in
      json.object { json in
        json.field("stats", report.stats) { json, weighted in
          json.object { json in
            json.field("stat", weighted.stat)
            json.field("weight", weighted.weight)
          }
        }
        let after = report.after ?? plan.standardAfter
        json.field("after", report.isBeforeAnswer ? "0s" : after.text)
        json.field("before_answer", report.isBeforeAnswer)
        json.field("unknown_id", report.hasUnknownID)
        json.field("per_segment", report.isPerSegment)
      }
    }
  }

  private mutating func fields(_ handOver: MessageExplanation.HandOver) {
    field("report", handOver.report.id)
    field("stat", handOver.report.stat)
    switch handOver.way {
    case .pulled(let request, let time):
      field("way", "pulled")
      field("request", request)
      field("at", time.text)
    case .pushed(let push):
      field("way", "pushed")
      field("push", push.id)
      field("url", push.url)
      field("state", push.state.rawValue)
      field("next_at", push.nextAt?.text)
      field("attempts", push.attempts) { json, attempt in json.object { $0.fields(attempt) } }
    }
  }
}

extension ClosedRange<TimeSpan> {
  /// As scenarios write it: `1s`, or `1s..8s`.
  fileprivate var text: String {
    lowerBound == upperBound ? lowerBound.text : "\(lowerBound.text)..\(upperBound.text)"
  }
}

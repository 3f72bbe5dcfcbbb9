/// What shows only over several requests.
extension LintRule {
  package static let balancePolled = LintRule(
    "balance-polled-too-often",
    what: "the balance is asked for again sooner than the document advises",
    why: "the gateway refuses it, and the client takes that for a failure",
    sections: "001 §4.4",
    advice: "keep the last balance and ask again after ten seconds at the earliest")

  package static let sentTwice = LintRule(
    "sent-twice",
    what: "the same text goes to the same number within a minute",
    why: "the customer gets and pays two messages; mostly a retry after a lost answer, or a number "
      + "twice in a list",
    sections: "-",
    advice: "retry only what was surely refused, and drop repeated numbers from a list")

  package static let retriedRefusal = LintRule(
    "retried-refusal",
    what:
      "the same request comes again within a minute of a refusal that nothing but a change can lift",
    why: "it is refused each time, hides the cause, and gets the account or the address locked",
    sections: "-",
    advice: "treat this refusal as final: report it, and retry only what is transient")

  package static let ignoredThrottle = LintRule(
    "ignored-throttle",
    what: "sends go on right after the gateway said that it has too many of them",
    why: "each further request keeps the gateway from recovering, and a real one stops answering",
    sections: "000 §6",
    advice: "wait before the next send, longer each time")

  package static let emptyPulls = LintRule(
    "empty-pull-loop",
    what: "an empty queue is asked again and again without a pause",
    why: "it costs both sides a request for nothing, and real gateways lock such accounts out",
    sections: "-",
    advice: "after an empty answer wait some seconds, or have reports pushed")

  package static let unclaimedReports = LintRule(
    "unclaimed-reports",
    what: "reports are due for more than an hour, and nobody has asked for them",
    why: "messages count as delivered that were not; gateways throw old reports away",
    sections: "000 §4, 002 §4.1, 003 §4, 004 §2.3",
    advice: "poll for reports, or have them pushed")

  /// In the order of `docs/lint.md`.
  package static let ofBehaviour: [LintRule] = [
    balancePolled, sentTwice, retriedRefusal, ignoredThrottle, emptyPulls, unclaimedReports,
  ]
}

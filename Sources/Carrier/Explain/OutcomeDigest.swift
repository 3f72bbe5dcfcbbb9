/// What was said to a request, without what was said in it: what a journal can keep of each.
package enum OutcomeDigest: Sendable, Equatable {
  case refused(Refusal)
  /// - Parameter refused: how many of its numbers.
  case submitted(task: Int64, numbers: Int, refused: Int)
  case balance
  case reports(Int)
  case replies(Int)
  case keywordsAbsent
  case passwordChanged

  /// What the dialects put into codes.
  package var refusal: Refusal? {
    if case .refused(let refusal) = self { return refusal }
    return nil
  }

  /// In a few words.
  package var summary: String {
    switch self {
    case .refused(let refusal):
      refusal.words.isEmpty
        ? "refused, \(refusal.condition.rawValue)"
        : "refused, \(refusal.condition.rawValue): \(refusal.words.joined(separator: ", "))"
    case .submitted(let task, let numbers, let refused):
      "task \(task), \(numbers) numbers" + (refused == 0 ? "" : ", \(refused) of them refused")
    case .balance: "balance"
    case .reports(let count): "\(count) reports"
    case .replies(let count): "\(count) replies"
    case .keywordsAbsent: "no keywords"
    case .passwordChanged: "password changed"
    }
  }
}

extension Outcome {
  /// Without what was said in it.
  package var digest: OutcomeDigest {
    switch self {
    case .refused(let refusal): .refused(refusal)
    case .submitted(let receipt):
      .submitted(
        task: receipt.task, numbers: receipt.numbers.count,
        refused: receipt.numbers.count { $0.refusal != nil })
    case .balance: .balance
    case .reports(let reports, _): .reports(reports.count)
    case .replies(let replies, _): .replies(replies.count)
    case .keywordsAbsent: .keywordsAbsent
    case .passwordChanged: .passwordChanged
    }
  }
}

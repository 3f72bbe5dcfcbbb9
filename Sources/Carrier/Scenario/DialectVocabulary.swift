/// What scenarios may say of one dialect.
package struct DialectVocabulary: Sendable {
  package var name: String
  package var operations: Set<Operation.Name>
  /// The conditions that the refusal of a request has no code for, each with what clients get
  /// instead, for people: `other_error (5)`.
  package var rejectStandIns: [Condition: String]
  /// The same of the refusal of a number; nil: a number's refusal is that of its request.
  package var resultStandIns: [Condition: String]?

  /// The codes that the refusal of a request may have by the document; nil: it is not known.
  package var rejectCodes: Set<Int>?
  /// The same of the refusal of a number.
  package var resultCodes: Set<Int>?

  package init(
    _ name: String, operations: Set<Operation.Name> = Set(Operation.Name.allCases),
    rejectStandIns: [Condition: String] = [:], resultStandIns: [Condition: String]? = nil,
    rejectCodes: Set<Int>? = nil, resultCodes: Set<Int>? = nil
  ) {
    self.name = name
    self.operations = operations
    self.rejectStandIns = rejectStandIns
    self.resultStandIns = resultStandIns
    self.rejectCodes = rejectCodes
    self.resultCodes = resultCodes
  }
}

package import Carrier
package import HTTP

/// A wire language: translates requests into operations and outcomes into answers. It decides
/// nothing, and has neither a store nor a clock.
///
/// To add one: a folder beside this file with a type that conforms, its line in
/// ``DialectCatalog``, golden cases under `Tests/ServerTests/Golden`, and a page in `docs/`.
package protocol Dialect: Sendable {
  /// Its name in scenarios and in the catalogue of outcomes, and where rules bite.
  var policy: DialectPolicy { get }
  /// The paths it answers, decoded.
  var paths: [String] { get }
  /// Whether `/SMS.aspx` is `/sms.aspx`.
  var pathsIgnoreCase: Bool { get }
  /// The switches of its wire format.
  var wireSwitches: [WireSwitch] { get }
  /// Every outcome that its document names, in the document's order.
  var outcomes: [DocumentedOutcome] { get }
  /// The operations that its requests can be.
  var operations: Set<Operation.Name> { get }
  /// What refused clients get for a condition, of a request to send or of one of its numbers: the
  /// code, or the text where the text alone stands on the wire.
  func answer(to condition: Condition, ofNumber: Bool) -> String
  /// Makes sense of a request to one of its paths; of one that makes none, a call whose operation
  /// is defective.
  func parse(_ request: HTTPRequest) -> any DialectCall
  /// Which of ``outcomes`` a report with this stat shows, pulled or pushed.
  func shownOutcomes(ofReport stat: String) -> OutcomeSet
  /// What its document asks of clients.
  var manners: Manners { get }
}

/// A request that was understood, and how to answer it.
package protocol DialectCall {
  var operation: Operation { get }
  /// What its texts were read in.
  var charset: Charset { get }
  /// The answer's exact bytes.
  func answer(to verdict: Verdict) -> HTTPResponse
  /// Which of the dialect's outcomes that answer shows; a code or a text that no row has shows none.
  func shownOutcomes(of verdict: Verdict) -> OutcomeSet
}

extension DialectCall {
  package var charset: Charset { .utf8 }
}

/// One outcome that a document names.
package struct DocumentedOutcome: Sendable, Equatable {
  /// The dialect's name, the place and what tells it from its neighbours, parted by dots.
  package var id: String
  /// For instance `status`, `result` or `stat`.
  package var place: String
  /// As it stands on the wire; empty where the text alone does.
  package var code: String
  /// The document's own words.
  package var text: String
  package var condition: Condition
  /// How to bring it about.
  package var cause: String

  init(
    _ id: String, _ place: String, _ code: String, _ text: String, _ condition: Condition,
    _ cause: String
  ) {
    self.id = id
    self.place = place
    self.code = code
    self.text = text
    self.condition = condition
    self.cause = cause
  }
}

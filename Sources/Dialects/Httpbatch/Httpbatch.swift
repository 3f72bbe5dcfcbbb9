package import Carrier
package import HTTP

/// `httpbatch`: `/msg/HttpBatchSendSM` and `/msg/QueryBalance`, answered in lines of plain text.
package struct Httpbatch: Dialect {
  package init() {}

  static let sendPath = "/msg/HttpBatchSendSM"
  static let balancePath = "/msg/QueryBalance"

  package let paths = [sendPath, balancePath]
  package let pathsIgnoreCase = false

  package var policy: DialectPolicy { HttpbatchCodes.policy }
  package var wireSwitches: [WireSwitch] { [HttpbatchCodes.maxLength] }
  package var outcomes: [DocumentedOutcome] { HttpbatchCodes.outcomes }
  package var manners: Manners { HttpbatchManners.all }

  package func parse(_ request: HTTPRequest) -> any DialectCall {
    HttpbatchCall(Form(request), isSend: request.target.path == Self.sendPath)
  }

  package func shownOutcomes(ofReport stat: String) -> OutcomeSet {
    HttpbatchRows.stat(stat)
  }
}

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
  package let operations: Set<Operation.Name> = [.send, .balance]

  package func answer(to condition: Condition, ofNumber: Bool) -> String {
    String(HttpbatchCodes.status(of: Refusal(condition)))
  }

  package func parse(_ request: HTTPRequest) -> any DialectCall {
    HttpbatchCall(Form(request), isSend: request.target.path == Self.sendPath)
  }
}

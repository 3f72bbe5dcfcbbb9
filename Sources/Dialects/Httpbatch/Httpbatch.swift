package import Carrier
package import HTTP

/// `httpbatch`: `/msg/HttpBatchSendSM` and `/msg/QueryBalance`, answered in lines of plain text.
package struct Httpbatch: Dialect {
  package init() {}

  package let paths = ["/msg/HttpBatchSendSM", "/msg/QueryBalance"]
  package let pathsIgnoreCase = false

  package var policy: DialectPolicy { HttpbatchCodes.policy }
  package var wireSwitches: [WireSwitch] { [HttpbatchCodes.maxLength] }
  package var outcomes: [DocumentedOutcome] { HttpbatchCodes.outcomes }

  package func parse(_ request: HTTPRequest) -> any DialectCall {
    HttpbatchCall(Form(request), isSend: request.target.path == paths[0])
  }
}

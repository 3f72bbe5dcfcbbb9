package import Carrier
package import HTTP

/// `aspx`: the gateway of document 002, which answers in XML.
package struct Aspx: Dialect {
  package init() {}

  package let paths = AspxCall.Endpoint.allCases.map(\.rawValue)
  package let pathsIgnoreCase = true

  package var policy: DialectPolicy { AspxCodes.policy }
  package var wireSwitches: [WireSwitch] { AspxSwitches.all }
  package var outcomes: [DocumentedOutcome] { AspxCodes.outcomes }
  package let operations: Set<Operation.Name> = [
    .send, .balance, .report, .mo, .keywords, .password,
  ]

  package func answer(to condition: Condition, ofNumber: Bool) -> String {
    AspxCodes.text(of: Refusal(condition), .send)
  }

  package func parse(_ request: HTTPRequest) -> any DialectCall {
    let endpoint = AspxCall.Endpoint(path: request.target.path)
    return AspxCall(
      endpoint, Form(request, namesIgnoreCase: true, charset: endpoint.charset))
  }
}

/// The readings of the document that are uncertain.
enum AspxSwitches {
  static let cdata = WireSwitch(
    "aspx_cdata", .flag(standard: true),
    "<errorcode> and <extno> wrapped in CDATA, in reports and in replies")

  static let all = [cdata]
}

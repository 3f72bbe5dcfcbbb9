package import Carrier
package import HTTP

/// `smgw`: the SMS57 gateway, by its document of XML answers and the one of 2017-10-28 that adds
/// `rt=json`.
package struct Smgw: Dialect {
  package init() {}

  package let paths = ["/sms", "/api/sm57/sms"]
  package let pathsIgnoreCase = false

  package var policy: DialectPolicy { SmgwCodes.policy }
  package var wireSwitches: [WireSwitch] { SmgwSwitches.all }
  package var outcomes: [DocumentedOutcome] { SmgwCodes.outcomes }
  package let operations: Set<Operation.Name> = [.send, .p2p, .balance, .report, .mo]

  package func answer(to condition: Condition, ofNumber: Bool) -> String {
    String(
      ofNumber
        ? SmgwCodes.result(of: .condition(condition)) : SmgwCodes.status(of: condition).code)
  }

  package func parse(_ request: HTTPRequest) -> any DialectCall {
    SmgwCall(Form(request))
  }
}

/// The readings of the documents that are uncertain.
enum SmgwSwitches {
  static let message = WireSwitch(
    "smgw_message", .choice(["code", "text", "symbol"], standard: "code"),
    "what <message> and <error> hold in a refusal")
  static let resultSpace = WireSwitch(
    "smgw_result_space", .flag(standard: false),
    "a space before RESULTCODE in <resp>, as document 000 section 1.3 prints it")
  static let reportTask = WireSwitch(
    "smgw_report_taskid", .choice(["mid", "task"], standard: "mid"),
    "what <taskid> of an XML report holds")

  static let all = [message, resultSpace, reportTask]
}

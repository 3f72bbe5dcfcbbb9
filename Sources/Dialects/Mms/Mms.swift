package import Carrier
package import HTTP

/// `mms`: multimedia messages, by document 004.
package struct Mms: Dialect {
  package init() {}

  package let paths = [sendPath, statusPath]
  package let pathsIgnoreCase = true

  package var policy: DialectPolicy { MmsCodes.policy }
  package var wireSwitches: [WireSwitch] { MmsSwitches.all }
  package var outcomes: [DocumentedOutcome] { MmsCodes.outcomes }
  package let operations: Set<Operation.Name> = [.send, .balance, .report]

  static let sendPath = "/sendmms.aspx"
  static let statusPath = "/mmsStatusApi.aspx"

  package func answer(to condition: Condition, ofNumber: Bool) -> String {
    String(MmsCodes.code(of: Refusal(condition)).number)
  }

  package func parse(_ request: HTTPRequest) -> any DialectCall {
    let form = Form(request, namesIgnoreCase: true)
    if request.target.path.lowercased() == Self.statusPath.lowercased() {
      return MmsStatusCall(form)
    }
    return MmsCall(form)
  }
}

/// The readings of the document that are uncertain.
enum MmsSwitches {
  static let literalHeader = WireSwitch(
    "mms_literal_header", .flag(standard: false),
    "the header that document 004 section 2.2.3 prints, <xml ...>, in place of a declaration")

  static let all = [literalHeader]
}

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
  package var manners: Manners { MmsManners.all }

  static let sendPath = "/sendmms.aspx"
  static let statusPath = "/mmsStatusApi.aspx"

  package func parse(_ request: HTTPRequest) -> any DialectCall {
    let form = Form(request, namesIgnoreCase: true)
    if request.target.path.lowercased() == Self.statusPath.lowercased() {
      return MmsStatusCall(form)
    }
    return MmsCall(form)
  }

  package func shownOutcomes(ofReport stat: String) -> OutcomeSet {
    MmsRows.stat(stat)
  }
}

/// The readings of the document that are uncertain.
enum MmsSwitches {
  static let literalHeader = WireSwitch(
    "mms_literal_header", .flag(standard: false),
    "the header that document 004 section 2.2.3 prints, <xml ...>, in place of a declaration")

  static let all = [literalHeader]
}

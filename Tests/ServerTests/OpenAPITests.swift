import Foundation
import HTTP
import JSONSchemas
import Testing

@testable import Console

/// `openapi.json` says what the server does.
@Suite struct OpenAPITests {
  private struct Call: CustomStringConvertible {
    /// As the document names it.
    var name: String
    var target: String
    var body = ""
    var status = 200

    var description: String { name }
  }

  /// Plays a call for every route, and some that are refused, in this order.
  private static let calls: [Call] = [
    Call(name: "GET /__mock/livez", target: "/__mock/livez"),
    Call(name: "GET /__mock/livez", target: "/__mock/livez?a=1", status: 400),
    Call(name: "GET /__mock/readyz", target: "/__mock/readyz"),
    Call(name: "GET /__mock/metrics", target: "/__mock/metrics"),
    Call(name: "GET /__mock/metrics", target: "/__mock/metrics?scenario=played", status: 400),
    Call(name: "GET /__mock/v1/info", target: "/__mock/v1/info"),
    Call(name: "GET /__mock/v1/info", target: "/__mock/v1/info?scenario=no", status: 404),
    Call(name: "GET /__mock/v1/info", target: "/__mock/v1/info?a=b", status: 400),
    Call(name: "GET /__mock/v1/openapi.json", target: "/__mock/v1/openapi.json"),

    Call(name: "GET /__mock/v1/scenarios", target: "/__mock/v1/scenarios?limit=1"),
    Call(name: "GET /__mock/v1/scenarios", target: "/__mock/v1/scenarios?limit=0", status: 400),
    Call(name: "GET /__mock/v1/scenarios/{name}", target: "/__mock/v1/scenarios/played"),
    Call(
      name: "GET /__mock/v1/scenarios/{name}", target: "/__mock/v1/scenarios/played?format=yaml"),
    Call(name: "GET /__mock/v1/scenarios/{name}", target: "/__mock/v1/scenarios/no", status: 404),
    Call(
      name: "PUT /__mock/v1/scenarios/{name}", target: "/__mock/v1/scenarios/new",
      body: "name: new\naccounts: [{account: new, password: \"1\"}]\n", status: 201),
    Call(
      name: "PUT /__mock/v1/scenarios/{name}", target: "/__mock/v1/scenarios/new",
      body: "{\"name\": \"new\", \"accounts\": [{\"account\": \"new\", \"password\": \"1\"}]}"),
    Call(
      name: "PUT /__mock/v1/scenarios/{name}", target: "/__mock/v1/scenarios/new",
      body: "name: new\naccounts: [{account: \"922011\", password: \"1\"}]\n", status: 409),
    Call(
      name: "PUT /__mock/v1/scenarios/{name}", target: "/__mock/v1/scenarios/new",
      body: "name: new\nacounts: []\n", status: 422),
    Call(
      name: "POST /__mock/v1/scenarios/{name}/reset", target: "/__mock/v1/scenarios/new/reset"),
    Call(
      name: "POST /__mock/v1/scenarios/{name}/reset", target: "/__mock/v1/scenarios/no/reset",
      status: 404),
    Call(
      name: "DELETE /__mock/v1/scenarios/{name}", target: "/__mock/v1/scenarios/new", status: 204),
    Call(
      name: "DELETE /__mock/v1/scenarios/{name}", target: "/__mock/v1/scenarios/new", status: 404),
    Call(name: "POST /__mock/v1/check", target: "/__mock/v1/check", body: "acounts: [}"),

    Call(name: "GET /__mock/v1/accounts", target: "/__mock/v1/accounts"),
    Call(name: "GET /__mock/v1/accounts/{account}", target: "/__mock/v1/accounts/922011"),
    Call(name: "GET /__mock/v1/accounts/{account}", target: "/__mock/v1/accounts/no", status: 404),
    Call(
      name: "PATCH /__mock/v1/accounts/{account}", target: "/__mock/v1/accounts/922011",
      body: "{\"balance\": 7}"),
    Call(
      name: "PATCH /__mock/v1/accounts/{account}", target: "/__mock/v1/accounts/922011",
      body: "{\"balance\": \"much\"}", status: 422),
    Call(
      name: "PATCH /__mock/v1/accounts/{account}", target: "/__mock/v1/accounts/922011",
      body: "[", status: 400),
    Call(
      name: "PATCH /__mock/v1/accounts/{account}", target: "/__mock/v1/accounts/no",
      body: "{}", status: 404),

    Call(name: "GET /__mock/v1/messages", target: "/__mock/v1/messages?mobile=1*&state=pending"),
    Call(name: "GET /__mock/v1/messages", target: "/__mock/v1/messages?state=lost", status: 400),
    Call(name: "GET /__mock/v1/messages/{id}", target: "/__mock/v1/messages/1"),
    Call(name: "GET /__mock/v1/messages/{id}", target: "/__mock/v1/messages/3"),
    Call(name: "GET /__mock/v1/messages/{id}", target: "/__mock/v1/messages/900", status: 404),
    Call(
      name: "POST /__mock/v1/messages/{id}/reports", target: "/__mock/v1/messages/1/reports",
      body: "{\"stat\": \"MA:0001\"}", status: 201),
    Call(
      name: "POST /__mock/v1/messages/{id}/reports", target: "/__mock/v1/messages/2/reports",
      body: "{\"stat\": \"MA:0001\"}", status: 409),
    Call(
      name: "POST /__mock/v1/messages/{id}/reports", target: "/__mock/v1/messages/9/reports",
      body: "{\"stat\": \"MA:0001\"}", status: 404),
    Call(
      name: "POST /__mock/v1/messages/{id}/reports", target: "/__mock/v1/messages/1/reports",
      body: "{\"state\": \"MA:0001\"}", status: 422),
    Call(
      name: "POST /__mock/v1/messages/{id}/reports", target: "/__mock/v1/messages/1/reports",
      body: "stat", status: 400),
    Call(name: "GET /__mock/v1/reports", target: "/__mock/v1/reports"),

    Call(
      name: "POST /__mock/v1/replies", target: "/__mock/v1/replies",
      body: "{\"account\": \"922011\", \"mobile\": \"13800138000\", \"content\": \"TD\"}",
      status: 201),
    Call(
      name: "POST /__mock/v1/replies", target: "/__mock/v1/replies",
      body: "{\"account\": \"no\", \"mobile\": \"13800138000\", \"content\": \"a\"}", status: 404),
    Call(
      name: "POST /__mock/v1/replies", target: "/__mock/v1/replies", body: "{}", status: 422),
    Call(name: "POST /__mock/v1/replies", target: "/__mock/v1/replies", body: "{", status: 400),
    Call(name: "GET /__mock/v1/replies", target: "/__mock/v1/replies"),

    Call(name: "GET /__mock/v1/clock", target: "/__mock/v1/clock"),
    Call(
      name: "POST /__mock/v1/clock", target: "/__mock/v1/clock", body: "{\"advance\": \"72h\"}"),
    Call(name: "POST /__mock/v1/clock", target: "/__mock/v1/clock", body: "{\"until\": \"idle\"}"),
    Call(name: "POST /__mock/v1/clock", target: "/__mock/v1/clock", body: "{}", status: 422),
    Call(name: "POST /__mock/v1/clock", target: "/__mock/v1/clock", body: "now", status: 400),
    Call(name: "GET /__mock/v1/pushes", target: "/__mock/v1/pushes"),
    Call(name: "GET /__mock/v1/pushes", target: "/__mock/v1/pushes?state=lost", status: 400),
    Call(name: "POST /__mock/v1/pushes/release", target: "/__mock/v1/pushes/release"),
    Call(
      name: "POST /__mock/v1/pushes/release", target: "/__mock/v1/pushes/release",
      body: "{\"account\": \"no\"}", status: 404),
    Call(
      name: "POST /__mock/v1/pushes/release", target: "/__mock/v1/pushes/release", body: "[]",
      status: 422),
    Call(
      name: "POST /__mock/v1/pushes/{id}/again", target: "/__mock/v1/pushes/9/again", status: 404),
    Call(
      name: "GET /__mock/v1/messages/wait", target: "/__mock/v1/messages/wait?mobile=13800138000"),
    Call(
      name: "GET /__mock/v1/messages/wait",
      target: "/__mock/v1/messages/wait?mobile=13800138009&timeout=1ms", status: 408),
    Call(
      name: "GET /__mock/v1/messages/wait", target: "/__mock/v1/messages/wait?timeout=soon",
      status: 400),
    Call(name: "GET /__mock/v1/reports/wait", target: "/__mock/v1/reports/wait?timeout=60s"),
    Call(
      name: "GET /__mock/v1/reports/wait", target: "/__mock/v1/reports/wait?timeout=0s&count=9",
      status: 408),
    Call(name: "GET /__mock/v1/pushes/wait", target: "/__mock/v1/pushes/wait?timeout=60s"),
    Call(
      name: "GET /__mock/v1/pushes/wait",
      target: "/__mock/v1/pushes/wait?timeout=0s&state=failed", status: 408),
    Call(name: "GET /__mock/v1/pushes/{id}", target: "/__mock/v1/pushes/1"),
    Call(name: "GET /__mock/v1/pushes/{id}", target: "/__mock/v1/pushes/9", status: 404),
    Call(name: "POST /__mock/v1/pushes/{id}/again", target: "/__mock/v1/pushes/1/again"),
    Call(
      name: "POST /__mock/v1/verify", target: "/__mock/v1/verify",
      body: "{\"match\": {\"mobile\": \"13800138000\"}, \"count\": {\"min\": 1, \"max\": 9}}"),
    Call(
      name: "POST /__mock/v1/verify", target: "/__mock/v1/verify",
      body: "{\"match\": {\"mobile\": \"13800138000\"}, \"never\": true}", status: 409),
    Call(
      name: "POST /__mock/v1/verify", target: "/__mock/v1/verify", body: "{\"count\": -1}",
      status: 422),
    Call(name: "POST /__mock/v1/verify", target: "/__mock/v1/verify", body: "{", status: 400),
    Call(name: "GET /__mock/v1/events", target: "/__mock/v1/events?last_event_id=0"),
    Call(name: "GET /__mock/v1/events", target: "/__mock/v1/events?type=noise", status: 400),
    Call(name: "GET /__mock/v1/requests", target: "/__mock/v1/requests"),
    Call(name: "GET /__mock/v1/requests", target: "/__mock/v1/requests?outcome=no", status: 400),
    Call(name: "GET /__mock/v1/requests/{number}", target: "/__mock/v1/requests/1"),
    Call(name: "GET /__mock/v1/requests/{number}", target: "/__mock/v1/requests/2"),
    Call(
      name: "GET /__mock/v1/requests/{number}", target: "/__mock/v1/requests/999", status: 404),
    Call(name: "GET /__mock/v1/lint", target: "/__mock/v1/lint"),
    Call(name: "GET /__mock/v1/lint", target: "/__mock/v1/lint?rule=no", status: 400),
    Call(name: "GET /__mock/v1/coverage", target: "/__mock/v1/coverage"),
    Call(name: "GET /__mock/v1/coverage", target: "/__mock/v1/coverage?format=text"),
    Call(name: "GET /__mock/v1/coverage", target: "/__mock/v1/coverage?format=junit"),
    Call(name: "GET /__mock/v1/coverage", target: "/__mock/v1/coverage?min=100", status: 409),
    Call(name: "GET /__mock/v1/coverage", target: "/__mock/v1/coverage?min=101", status: 400),
    Call(name: "POST /__mock/v1/reset", target: "/__mock/v1/reset"),
    Call(name: "GET /__mock/v1/messages/{id}", target: "/__mock/v1/messages/1", status: 410),
    Call(
      name: "POST /__mock/v1/messages/{id}/reports", target: "/__mock/v1/messages/1/reports",
      body: "{\"stat\": \"MA:0001\"}", status: 410),
  ]

  /// - Parameter receiver: where the second account has its reports pushed to.
  private static func scenario(_ receiver: UInt16) -> String {
    """
    name: played
    description: What the calls are about
    report: {stat: DELIVRD, after: 10s}
    accounts:
      - {account: "922011", password: "123456", products: {"1": 5}}
      - {account: pushed, password: "123456", push: {report: "http://127.0.0.1:\(receiver)/"}}
    rules: [{name: refuse, when: {mobile: "1990*"}, then: {result: no_route}}]
    """
  }

  private func answer(_ call: Call, of server: LiveServer) throws -> WireAnswer {
    let method = call.name.prefix { $0 != " " }
    let request = """
      \(method) \(call.target) HTTP/1.1\r
      Host: localhost\r
      Content-Length: \(call.body.utf8.count)\r
      \r
      \(call.body)
      """
    return WireAnswer(try WireClient(port: server.port).exchange(Bytes(request)).utf8Text)
  }

  /// Two messages, one of them refused, a multimedia message, and one whose report is pushed.
  private func fill(_ server: LiveServer) throws {
    _ = try server.send("a", to: "13800138000,19900000000")
    _ = try server.post(
      "/sendmms.aspx",
      "action=send&userid=12&account=922011&password=123456&starttime=&title=a"
        + "&mobile=13800138000&content=3,txt|zsSxvg==")
    _ = try server.send("a", to: "13800138000", account: "pushed")
  }

  @Test func theDocumentHasEveryRouteAndNoOther() throws {
    let document = try OpenAPI(LiveServer())
    let routes = Console.routes.map { "\($0.method) \($0.path.replacing("{+", with: "{"))" }
    #expect(Set(document.calls) == Set(routes))
    #expect(document.calls.count == routes.count)
    let names = document.calls.compactMap { document.call($0)?["operationId"]?.text }
    #expect(Set(names).count == routes.count)
  }

  @Test func everyPlaceInAPathIsDescribed() throws {
    for route in Console.routes {
      let places = route.path.matches(of: /\{\+?([a-z]+)\}/).map { String($0.1) }
      #expect(route.about.path.map(\.name) == places, "\(route.path)")
      let names = route.parameters.map(\.name)
      #expect(Set(names).count == names.count, "\(route.path)")
    }
  }

  @Test func everyReferenceLeadsSomewhere() throws {
    let document = try OpenAPI(LiveServer()).document
    var references: Set<String> = []
    func collect(_ value: JSONValue) {
      if let reference = value["$ref"]?.text { references.insert(reference) }
      for key in value.keys { collect(value[key] ?? .null) }
      for element in value.elements { collect(element) }
    }
    collect(document)
    #expect(references.count > 10)
    for reference in references {
      #expect(document[reference.split(separator: "/").dropFirst().map(String.init)] != nil)
    }
    let names = document[["components", "schemas"]]?.keys ?? []
    #expect(
      Set(references.compactMap { $0.split(separator: "/").last.map(String.init) }) == Set(names))
  }

  @Test func whatTheServerAnswersIsDescribed() throws {
    let receiver = try PushReceiver()
    let server = try LiveServer([Self.scenario(receiver.port)])
    try fill(server)
    _ = try server.request("POST", "/__mock/v1/clock", body: "{\"advance\": \"10s\"}")
    _ = try server.reports()
    let document = try OpenAPI(server)
    for call in Self.calls {
      let answer = try answer(call, of: server)
      #expect(answer.status == call.status, "\(call.name) \(call.target): \(answer.body)")
      let objection = document.objection(to: answer, of: call.name)
      #expect(objection == nil, "\(objection ?? "")")
    }
    let good = Set(Self.calls.filter { $0.status < 300 }.map(\.name))
    #expect(Set(document.calls).subtracting(good).isEmpty, "calls that nobody makes here")
  }

  @Test func theTokenIsInTheDocumentWhereThereIsOne() throws {
    let server = try LiveServer { $0.token = .fixed("secret") }
    let request = "GET /__mock/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n"
    let refused = WireAnswer(
      try WireClient(port: server.port).exchange(Bytes(request + "\r\n")).utf8Text)
    #expect(refused.status == 401)
    let open = try OpenAPI(LiveServer())
    #expect(open.objection(to: refused, of: "GET /__mock/v1/openapi.json") == nil)
    #expect(open.call("GET /__mock/v1/info")?["security"] == .array([]))
    let answer = WireAnswer(
      try WireClient(port: server.port).exchange(
        Bytes(request + "Authorization: Bearer secret\r\n\r\n")
      ).utf8Text)
    let document = try JSONDecoder().decode(JSONValue.self, from: Data(answer.body.utf8))
    for route in Console.routes {
      let path = route.path.replacing("{+", with: "{")
      let security = document[["paths", path, route.method.lowercased(), "security"]]
      #expect(security?.elements.isEmpty == (route.access == .open), "\(path)")
    }
  }
}

package import Carrier
package import HTTP

/// Document 001, sections 2 and 3: a request a report, and a request a part of a reply.
extension Httpbatch: PushingDialect {
  package var mostPushed: Int { 1 }

  package func pushRequests(
    for items: [PushItem], of account: String, _ settings: PushSettings
  ) -> [PushRequest] {
    let receiver = HttpbatchPush.Receiver(name: settings.receiver, password: settings.password)
    let parameters = items.flatMap { item in
      switch item {
      case .report(let report): [HttpbatchPush.parameters(of: report, to: receiver)]
      case .reply(let reply): HttpbatchPush.parameters(of: reply, to: receiver)
      }
    }
    return parameters.map { parameters in
      switch settings.method {
      case .get, nil: PushRequest(method: "GET", query: parameters)
      case .post:
        PushRequest(
          method: "POST", contentType: "application/x-www-form-urlencoded", body: parameters)
      }
    }
  }

  /// Any 2xx, whatever the body.
  package func isAcknowledged(status: Int, body: Bytes, _ settings: PushSettings) -> Bool {
    (200...299).contains(status)
  }

  package func acknowledgement(_ settings: PushSettings) -> String { "any 2xx" }
}

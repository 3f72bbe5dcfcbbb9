package import Carrier
package import HTTP

/// Document 003, section 6: one POST of a JSON array, reports and replies mixed.
extension Smgw: PushingDialect {
  package var mostPushed: Int { 500 }

  package func pushRequests(
    for items: [PushItem], of account: String, _ settings: PushSettings
  ) -> [PushRequest] {
    [
      PushRequest(
        method: "POST", contentType: "application/json; charset=utf-8",
        body: SmgwJSON.array(of: items, spid: account))
    ]
  }

  /// Section 6.3: the text OK, which `ack: any` does not ask for.
  package func isAcknowledged(status: Int, body: Bytes, _ settings: PushSettings) -> Bool {
    guard (200...299).contains(status) else { return false }
    switch settings.ack {
    case .any: return true
    case .ok: return body.split { $0 == 32 || (9...13).contains($0) } == [Bytes("OK")[...]]
    }
  }

  package func acknowledgement(_ settings: PushSettings) -> String {
    switch settings.ack {
    case .any: "any 2xx"
    case .ok: "a 2xx with the body OK; \"ack: any\" takes any 2xx"
    }
  }
}

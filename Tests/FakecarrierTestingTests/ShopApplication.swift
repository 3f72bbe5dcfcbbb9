import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What a test suite tests with a carrier: an application that sends codes and reads reports. It knows
/// the gateway's URL and nothing of the carrier.
struct ShopApplication {
  let gateway: URL
  var account = "922011"

  func sendCode(_ code: String, to mobile: String) async throws {
    _ = try await get(["action": "send", "mobile": mobile, "content": "您的验证码是\(code)【朗宇信息】"])
  }

  func pullReports() async throws -> String {
    try await get(["action": "report"])
  }

  func pullReplies() async throws -> String {
    try await get(["action": "mo"])
  }

  private func get(_ fields: [String: String]) async throws -> String {
    var components = URLComponents()
    components.path = "/sms"
    let login = ["account": account, "password": "123456", "rt": "json"]
    components.queryItems = fields.merging(login) { $1 }.map { URLQueryItem(name: $0, value: $1) }
    guard let url = components.url(relativeTo: gateway) else { throw URLError(.badURL) }
    let (data, _) = try await URLSession.shared.data(from: url)
    return String(decoding: data, as: UTF8.self)
  }
}

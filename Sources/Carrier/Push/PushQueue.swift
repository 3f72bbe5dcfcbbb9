/// What an account pushes to one URL. One push of it is under way at a time, so that the receiver sees
/// things in the order they fall due.
struct PushQueue {
  struct Key: Hashable {
    /// The store's id.
    var account: Int64
    var url: String
  }

  /// When there may next be something to push.
  enum Wake: Equatable {
    /// Nobody has looked yet.
    case unknown
    /// Not before this time of the world's clock; perhaps not then.
    case at(Instant)
    case never
  }

  let account: Account
  let url: String
  /// Host and port: what the limits count by.
  let receiver: String
  /// What the account's settings send here; neither where they once did, and pushes of then are to be
  /// tried again.
  let bringsReports: Bool
  let bringsReplies: Bool
  var wake = Wake.unknown

  init(account: Account, url: String) {
    self.account = account
    self.url = url
    receiver = Self.receiver(of: url)
    bringsReports = account.settings.push?.report == url
    bringsReplies = account.settings.push?.mo == url
  }

  var key: Key { Key(account: account.id, url: url) }

  func mayBeDue(at time: Instant) -> Bool {
    switch wake {
    case .unknown: true
    case .at(let due): due <= time
    case .never: false
    }
  }

  /// Notes that something of the account falls due at this time.
  ///
  /// - Returns: whether that is sooner than anything before.
  mutating func note(_ kind: PushedRow.Kind, due: Instant) -> Bool {
    switch kind {
    case .report: guard bringsReports else { return false }
    case .reply: guard bringsReplies else { return false }
    }
    switch wake {
    case .unknown: return false
    case .at(let wake) where wake <= due: return false
    case .at, .never:
      wake = .at(due)
      return true
    }
  }

  /// Host and port of an URL, in one way of writing.
  private static func receiver(of url: String) -> String {
    let authority = url.lowercased().drop { $0 != ":" }.drop { ":/".contains($0) }
      .prefix { !"/?#".contains($0) }
    let port = authority.split(separator: "]", omittingEmptySubsequences: false).last ?? authority
    return port.contains(":") ? String(authority) : "\(authority):80"
  }
}

/// Everything that a carrier can have to say of a request, a number or a report, before a dialect
/// gives it a code. The raw names are the words of scenarios and of the catalogue of outcomes.
package enum Condition: String, Sendable, CaseIterable {
  case ok

  // Of a request.
  case badRequest = "bad_request"
  case emptyCredentials = "empty_credentials"
  case authFailed = "auth_failed"
  case noSuchUser = "no_such_user"
  case wrongPassword = "wrong_password"
  case ipDenied = "ip_denied"
  case versionError = "version_error"
  case otherError = "other_error"
  case wrongInterface = "wrong_interface"
  case accountDisabled = "account_disabled"
  case accountExpired = "account_expired"
  case noPermission = "no_permission"
  case tooManyConnections = "too_many_connections"
  case tooFast = "too_fast"
  case systemBusy = "system_busy"
  case noRecipients = "no_recipients"
  case tooManyRecipients = "too_many_recipients"
  case noContent = "no_content"
  case tooLarge = "too_large"
  case sqlInjection = "sql_injection"
  case noSuchProduct = "no_such_product"
  case monthlyQuota = "monthly_quota"
  case reviewRejected = "review_rejected"

  // Of a text or a number.
  case badAccessCode = "bad_access_code"
  case badLength = "bad_length"
  case badMobile = "bad_mobile"
  case insufficientBalance = "insufficient_balance"
  case outsideHours = "outside_hours"
  case badSignature = "bad_signature"
  case noRoute = "no_route"

  // Of what became of a message.
  case delivered
  case undelivered
  case expired
  case deleted
  case rejected
  case blacklisted
  case segmentBlacklist = "segment_blacklist"
  case channelBlacklist = "channel_blacklist"
  case channelSegmentBlacklist = "channel_segment_blacklist"
  case unsubscribed
  case keyword
  case notWhitelisted = "not_whitelisted"
  case badSegment = "bad_segment"
  case tooFrequent = "too_frequent"
  case unknown
  case systemRejected = "system_rejected"
  case undefined
  case `internal`
  case phishing
  case badSequence = "bad_sequence"
  case unsupported
  case segmentsIncomplete = "segments_incomplete"
  case directReject = "direct_reject"
  case noLongMessages = "no_long_messages"
  case forwardTimeout = "forward_timeout"
  case forwardBroken = "forward_broken"
  case upstream
}

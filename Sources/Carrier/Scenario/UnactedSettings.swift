/// The settings of an account that are read and checked but do nothing in this version. A version
/// that acts on one takes its line out.
enum UnactedSettings {
  private static let reasons: [(key: String, reason: String)] = [
    ("userid", "the dialects that ask for it come later"),
    ("mms_price", "multimedia messages come later"),
    ("products", "products come later; every message is charged to the account's balance"),
    ("extno_digits", "the length of an extno is not limited yet"),
    ("rate", "the rate of submissions is not limited yet"),
    ("balance_interval", "balance queries are not limited yet"),
    ("monthly_quota", "messages of a month are not counted yet"),
    ("review", "no content is held for review yet"),
    ("permissions", "every operation is permitted yet"),
    ("push", "nothing is pushed yet; reports and replies can be polled"),
  ]

  /// Nil if the setting is acted on.
  static func reason(for key: String) -> String? {
    reasons.first { $0.key == key }?.reason
  }
}

/// The settings of an account that are read and checked but do nothing in this version. A version
/// that acts on one takes its line out.
enum UnactedSettings {
  private static let reasons: [(key: String, reason: String)] = [
    ("push", "nothing is pushed yet; reports and replies can be polled")
  ]

  /// Nil if the setting is acted on.
  static func reason(for key: String) -> String? {
    reasons.first { $0.key == key }?.reason
  }
}

/// What a handset writes to hear no more from an account.
enum Unsubscription {
  /// Whether a reply is `TD`, `T` (in either case) or `退订`, white space around it aside.
  static func isAsked(by content: String) -> Bool {
    let word = content.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    return ["TD", "T", "退订"].contains(String(word).uppercased())
  }
}

/// What is to become of a draft, decided before anything is charged or stored.
struct Submission {
  struct Part {
    var content: String
    var segments: Int
    /// Of one number.
    var price: Int64
    var numbers: [Number]
  }

  struct Number {
    var mobile: String
    /// Nil where the text is no mobile number.
    var parsed: MobileNumber?
    /// Nil: accepted, unless the balance runs out.
    var refusal: NumberRefusal?
    /// What its report will say; nil: what the world's plan says.
    var stat: String?
    var findings = NumberFindings()
  }

  var extno: String
  /// When it is sent on; what is scheduled is charged at once.
  var sendsAt: Instant
  var wallet: Account.Wallet
  var parts: [Part]

  var acceptedNumbers: Int {
    parts.reduce(0) { sum, part in sum + part.numbers.count { $0.refusal == nil } }
  }

  /// What the accepted numbers cost together.
  var cost: Int64 {
    parts.reduce(0) { sum, part in
      sum + part.price * Int64(part.numbers.count { $0.refusal == nil })
    }
  }

  /// How many characters a text has, as the documents count them: UTF-16 units.
  ///
  /// Counted off its bytes: `utf16.count` would build an index of the text first.
  static func characters(in content: String) -> Int {
    var content = content
    return content.withUTF8 { bytes in
      var count = 0
      for byte in bytes {
        // Each scalar has one byte that does not continue it; one of four bytes takes two units.
        if byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
      }
      return count
    }
  }

  /// How many segments a text takes: one up to 70 characters (UTF-16 units), else one for each 67.
  static func segments(of characters: Int) -> Int {
    characters <= 70 ? 1 : (characters + partLength - 1) / partLength
  }

  /// Characters in each segment of a text that takes several, but for the last.
  static let partLength = 67
}

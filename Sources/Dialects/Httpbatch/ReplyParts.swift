/// The parts that a long text travels in: one of up to 70 characters (UTF-16 units), else 67 each.
/// No character is cut in two.
enum ReplyParts {
  static func split(_ content: String) -> [String] {
    guard content.utf16.count > 70 else { return [content] }
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    var length = 0
    for scalar in content.unicodeScalars {
      let width = scalar.value > 0xFFFF ? 2 : 1
      if length + width > 67 {
        parts.append(String(part))
        part = String.UnicodeScalarView()
        length = 0
      }
      part.append(scalar)
      length += width
    }
    parts.append(String(part))
    return parts
  }
}

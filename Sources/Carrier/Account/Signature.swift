/// A signature, 【…】, at either end of a text.
enum Signature {
  /// What stands between the brackets at the start and at the end; at most two.
  static func all(in content: String) -> [String] {
    var found: [String] = []
    if content.hasPrefix("【"), let end = content.firstIndex(of: "】") {
      found.append(String(content[content.index(after: content.startIndex)..<end]))
    }
    if content.hasSuffix("】"), let start = content.lastIndex(of: "【") {
      found.append(
        String(content[content.index(after: start)..<content.index(before: content.endIndex)]))
    }
    return found.filter { !$0.isEmpty }
  }
}

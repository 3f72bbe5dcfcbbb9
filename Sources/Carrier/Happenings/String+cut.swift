extension String {
  /// What is told of a text at most, in bytes.
  static let mostBytesTold = 4096

  /// The text, or as much of it as is told, and `…`.
  var cut: String {
    guard utf8.count > Self.mostBytesTold else { return self }
    // Scalars, as a character may have any number of them.
    var kept = UnicodeScalarView()
    var bytes = 0
    for scalar in unicodeScalars {
      bytes += UTF8.width(scalar)
      guard bytes <= Self.mostBytesTold else { break }
      kept.append(scalar)
    }
    return String(kept) + "…"
  }
}

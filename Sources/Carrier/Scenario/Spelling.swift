/// Finds the word that somebody meant.
package enum Spelling {
  /// The nearest of the words, without regard to case, if it is near enough to be meant: at most
  /// one edit in three letters.
  package static func nearest(to word: String, among words: [String]) -> String? {
    let written = Array(word.lowercased().unicodeScalars)
    guard (1...64).contains(written.count) else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in words {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let limit = max(1, min(written.count, letters.count) / 3)
      guard abs(letters.count - written.count) <= limit else { continue }
      let distance = distance(written, letters)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// `; did you mean "x"?` if a word is near, else the list of all that is allowed.
  ///
  /// - Parameter place: where the words are listed, if they are too many to be said here.
  static func hint(for word: String, among words: [String], else place: String? = nil) -> String {
    if let nearest = nearest(to: word, among: words) { return "; did you mean \"\(nearest)\"?" }
    if let place { return "; \(place)" }
    return words.isEmpty ? "; none is allowed here" : "; allowed: \(words.joined(separator: ", "))"
  }

  /// Insertions, deletions, replacements and swaps of neighbours (Damerau and Levenshtein, in the
  /// form of optimal string alignment).
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}

/// How many there must be, and when that can be said.
struct Goal {
  var least: Int
  /// Nil: any number.
  var most: Int?
  /// Whether it must hold for the whole time, so that it is met only at the end of it.
  var holdsToTheEnd = false

  /// Whether it is met; nil: what comes may still decide.
  func isMet(by count: Int) -> Bool? {
    if let most, count > most { return false }
    return !holdsToTheEnd && count >= least ? true : nil
  }

  /// Whether it is met by all that came.
  func isMet(atEnd count: Int) -> Bool {
    count >= least && count <= most ?? .max
  }

  /// For a person.
  var text: String {
    switch most {
    case nil: "at least \(least)"
    case least?: least == 0 ? "none" : "\(least)"
    case let most?: "\(least) to \(most)"
    }
  }
}

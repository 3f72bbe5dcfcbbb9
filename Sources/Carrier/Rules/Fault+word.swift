extension Fault {
  /// As scenarios write it: `drop`, or `http: 503`.
  package var text: String {
    if case .http(let status) = self { return "http: \(status)" }
    guard let word = Fault.words.first(where: { $0.value == self })?.word else {
      fatalError("Fault.text: scenarios have no word for \(self)")
    }
    return word
  }

  /// Whether all was stored and charged, and the client was not told so.
  var losesAnswer: Bool { isCarriedOut }
}

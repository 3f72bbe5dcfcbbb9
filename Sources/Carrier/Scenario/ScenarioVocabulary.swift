/// The words that dialects add to the language of scenarios. The carrier knows none by itself.
package struct ScenarioVocabulary: Sendable {
  package var dialects: [DialectVocabulary]
  package var wireSwitches: [WireSwitch]
  /// Dialects that can push.
  package var pushStyles: [String]
  /// The stats of the documents. An `N` stands for any digit.
  package var stats: [String]

  package init(
    dialects: [DialectVocabulary], wireSwitches: [WireSwitch], pushStyles: [String],
    stats: [String] = []
  ) {
    self.dialects = dialects
    self.wireSwitches = wireSwitches
    self.pushStyles = pushStyles
    self.stats = stats
  }

  /// Whether a document has this stat. Where none has been handed in, any is known.
  func knows(stat: String) -> Bool {
    stats.isEmpty
      || stats.contains { known in
        known == stat
          || known.utf8.count == stat.utf8.count
            && zip(known.utf8, stat.utf8).allSatisfy { known, sent in
              known == sent || known == UInt8(ascii: "N") && (48...57).contains(sent)
            }
      }
  }
}

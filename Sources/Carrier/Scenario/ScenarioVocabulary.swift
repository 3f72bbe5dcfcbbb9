/// The words that dialects add to the language of scenarios. The carrier knows none by itself.
package struct ScenarioVocabulary: Sendable {
  package var dialects: [String]
  package var wireSwitches: [WireSwitch]
  /// Dialects that can push.
  package var pushStyles: [String]

  package init(dialects: [String], wireSwitches: [WireSwitch], pushStyles: [String]) {
    self.dialects = dialects
    self.wireSwitches = wireSwitches
    self.pushStyles = pushStyles
  }
}

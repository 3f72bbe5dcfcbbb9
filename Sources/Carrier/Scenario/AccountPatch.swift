/// A change of an account's settings while the server runs, written with the keys that a scenario
/// has for an account.
struct AccountPatch {
  /// The account's settings with the change.
  var settings: AccountSettings
  /// The keys that were written, in their order.
  var keys: [String]

  /// Reads a change as the scenario's reader reads an account.
  ///
  /// - Parameter settings: what holds for keys that are not there.
  /// - Returns: no patch if any of the problems is an error.
  static func read(
    _ bytes: [UInt8], onto settings: AccountSettings, vocabulary: ScenarioVocabulary
  ) -> (patch: AccountPatch?, problems: [ScenarioProblem]) {
    var context = ReadingContext(file: "body", vocabulary: vocabulary)
    var patch = AccountPatch(settings: settings, keys: [])
    do throws(YAMLFault) {
      let root =
        try YAMLText.read(try YAMLGuard.text(of: bytes))
        ?? YAMLNode(position: .start, content: .map([]))
      if AccountSettings.fields.read(root, "the change", into: &patch.settings, &context),
        case .map(let entries) = root.content
      {
        refuseFixedKeys(entries, &context)
        patch.keys = entries.map(\.key)
      }
    } catch {
      context.report(error.message, at: error.position)
    }
    return (context.hasErrors ? nil : patch, context.sortedProblems)
  }

  /// Of all these keys, the values that the settings have now.
  static func overrides(of keys: some Collection<String>, in settings: AccountSettings) -> String {
    WrittenValue.map(settings.written.filter { keys.contains($0.key) }).json
  }

  private static func refuseFixedKeys(
    _ entries: [YAMLNode.Entry], _ context: inout ReadingContext
  ) {
    for entry in entries {
      if entry.key == "account" {
        context.report(
          "\"account\" cannot be changed; put a scenario with another account",
          at: entry.keyPosition)
      }
      if entry.key == "password", entry.value.isNull {
        context.report("an account needs a password", at: entry.value.position)
      }
    }
  }
}

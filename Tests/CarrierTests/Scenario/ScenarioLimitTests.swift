import Testing

@testable import Carrier

struct ScenarioLimitTests {
  private func messages(_ text: String) -> [String] {
    read(text).problems.map { "\($0.line): \($0.message)" }
  }

  private static let tooDeep = "1: lists and maps are nested deeper than 64"

  @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: ", "[a: "])
  func refusesDeepNesting(opening: String) {
    for count in [80, 999, 1001, 100_000] {
      #expect(messages(String(repeating: opening, count: count)).count == 1)
    }
    guard opening != "? " else { return }
    let text = String(repeating: opening, count: 70)
    let closing = opening.reversed().compactMap { $0 == "[" ? "]" : $0 == "{" ? "}" : nil }
    let closed = text + String(repeating: closing.joined(), count: 70)
    #expect(messages(closed) == [Self.tooDeep])
  }

  @Test func refusesDeepNestingWithManyValues() {
    let text = String(repeating: "[", count: 990) + String(repeating: "a,", count: 200_000)
    #expect(messages(text) == [Self.tooDeep])
  }

  @Test func refusesLargeTexts() {
    let longest = "name: " + String(repeating: "a", count: (1 << 20) - 6)
    #expect(read(longest).problems.count == 2)
    #expect(
      messages(longest + "a")
        == ["1: the text has 1048577 bytes; a scenario has at most 1048576 (1 MiB)"])
  }

  @Test func refusesManyValues() {
    #expect(
      messages("a: [" + String(repeating: "b,", count: 100_000) + "]")
        == ["1: more than 100000 values; split the scenario"])
  }

  /// Ten aliases of ten aliases, and so on.
  private static let laughs: String = {
    let names = Array("abcdefghij")
    return zip(names, names.dropFirst()).reduce("a: &a x\n") { text, pair in
      let aliases = Array(repeating: "*\(pair.0)", count: 10).joined(separator: ",")
      return text + "\(pair.1): &\(pair.1) [\(aliases)]\n"
    }
  }()

  @Test func refusesAliasesThatExpandTooFar() {
    #expect(
      messages(Self.laughs).map { $0.drop { $0 != " " } }
        == [" more than 100000 values; split the scenario"])
  }

  @Test(arguments: ["? *j\n: 1\n", "*j : 1\n", "[*j]: 1\n", "? [*j]\n", "{*j : 1}"])
  func refusesAliasesInKeys(key: String) {
    #expect(
      messages(Self.laughs + key) == [
        "11: a text with aliases (*name) cannot have a list, a map or an alias for a key;"
          + " write the alias out"
      ])
  }

  @Test func refusesManyAliases() {
    let text = "a: &a 1\nb:\n" + String(repeating: "- *a\n", count: 101)
    #expect(
      messages(text) == [
        "103: more than 10 anchors (&name) or 100 aliases (*name); put what accounts share under"
          + " \"defaults\""
      ])
  }

  /// Ten anchors deep, each a thousand lists deep.
  @Test func survivesChainsOfAnchors() {
    let (open, close) = (String(repeating: "[", count: 900), String(repeating: "]", count: 900))
    let text = (1..<10).reduce("a0: &a0 \(open)\(close)\n") { text, index in
      text + "a\(index): &a\(index) \(open)*a\(index - 1)\(close)\n"
    }
    #expect(messages(text).count == 1)
  }

  @Test func boundsTheWorkForDuplicates() {
    let messages = messages("{" + String(repeating: "a: 1,", count: 100_000) + "}")
    #expect(messages == ["1: duplicate key \"a\" in a map"])
  }

  @Test func listsAThousandErrors() {
    let problems = messages("{" + (0..<1200).map { "k\($0): 1," }.joined() + "}")
    #expect(problems.count == 1001)
    #expect(problems.last == "1: 202 more errors are not listed")
  }
}

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
        == ["1: the text is longer than a scenario may be, 1048576 bytes (1 MiB)"])
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

  private static let minimal = "name: a\naccounts: [{account: x, password: y}]\n"

  @Test func refusesManyRules() {
    let rule = "- {then: {reject: 5}}\n"
    let rules = { Self.minimal + "rules:\n" + String(repeating: rule, count: $0) }
    #expect(read(rules(1000)).scenario?.rules.count == 1000)
    #expect(messages(rules(1001)) == ["4: 1001 rules; a scenario has at most 1000"])
    #expect(messages(rules(40_000)) == ["33335: more than 100000 values; split the scenario"])
    let flow = Self.minimal + "rules: [" + String(repeating: "{},", count: 100_000) + "]"
    #expect(messages(flow) == ["3: more than 100000 values; split the scenario"])
  }

  @Test func refusesDeepRules() {
    let lists = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
    #expect(
      messages(Self.minimal + "rules: [{then: {report: \(lists)}}]")
        == ["3: lists and maps are nested deeper than 64"])
  }

  @Test func refusesAliasBombsInRules() {
    let text = Self.laughs + Self.minimal + "rules: *j\n"
    #expect(
      messages(text).map { $0.drop { $0 != " " } }
        == [" more than 100000 values; split the scenario"])
  }

  /// Each is small, and compiled two thousand times as large.
  @Test func refusesManyExpressions() {
    let expressions = { (count: Int) in
      Self.minimal + "rules:\n- then: {reject: 5}\n  when:\n    content:\n"
        + String(repeating: "    - /(?:(?:[a-z]x){16}){20}/\n", count: count)
    }
    #expect(read(expressions(1000)).problems == [])
    #expect(
      messages(expressions(20_000)) == ["1007: a scenario has at most 1000 regular expressions"])
  }

  @Test func boundsTheCostOfPatterns() throws {
    let text = String(repeating: "a", count: 500) + "b"
    for pattern in ["/(a+)+$/", "/(a|a)*$/", "/(.*)(.*)(.*)(.*)(.*)[^ab]/"] {
      let contents = try #require(readCriteria("content: '\(pattern)'")).contents
      #expect(contents.map { $0.evaluate(text) } == [.tooCostly])
    }
    let glob = String(repeating: "*a", count: 2049)
    #expect(
      readRule("when: {content: '\(glob)'}, then: {reject: 5}").problems.map(\.message)
        == ["\"content\": a pattern has at most 4096 bytes"])
  }

  @Test func listsAThousandWarnings() {
    let stats = (0..<1100).map { "X\($0): 1" }.joined(separator: ",")
    let rule = "rules: [{then: {report: {mix: {\(stats)}}}}]\n"
    var vocabulary = vocabulary
    vocabulary.stats = ["DELIVRD"]
    let reading = ScenarioReader.read(
      Array((Self.minimal + rule).utf8), file: "test.yaml", vocabulary: vocabulary)
    #expect(reading.scenario != nil)
    #expect(reading.problems.count == 1001)
    #expect(
      reading.problems.last?.description
        == "test.yaml:3:1: warning: 100 more warnings are not listed")
  }

  /// Rules for accounts that are not there are looked for only so long.
  @Test func boundsTheSearchForAccounts() {
    let accounts = (0..<2000).map { "{account: a\($0)}" }.joined(separator: ",")
    let text =
      "name: a\ndefaults: {password: y}\naccounts: [\(accounts)]\nrules:\n"
      + String(repeating: "- {when: {account: 'b*'}, then: {reject: 5}}\n", count: 60)
    #expect(
      messages(text)
        == (5..<55).map { "\($0): this rule matches nothing: no account of the scenario fits" })
  }

  @Test func listsAThousandErrors() {
    let problems = messages("{" + (0..<1200).map { "k\($0): 1," }.joined() + "}")
    #expect(problems.count == 1001)
    #expect(problems.last == "1: 202 more errors are not listed")
  }
}

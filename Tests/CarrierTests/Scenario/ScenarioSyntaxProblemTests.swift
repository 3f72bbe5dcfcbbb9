import Testing

@testable import Carrier

struct ScenarioSyntaxProblemTests {
  @Test(arguments: [
    BrokenText(
      "name: a\naccounts:\n\t- account: x\n", "3:1: a tab indents this line; YAML wants spaces"),
    BrokenText(
      "name: a: b\n",
      "1:8: a \":\" cannot stand here; put the value in quotes, or check the indentation"),
    BrokenText("name: \"a\n", "2:1: the text in quotes that begins at line 1 is not closed"),
    BrokenText(
      "name: a\naccounts: [{account: x\n",
      "3:1: the map that begins at line 2 wants a \",\" or its \"}\" here"),
    BrokenText(
      "name: a\naccounts: [a, b\n",
      "3:1: the list that begins at line 2 wants a \",\" or its \"]\" here"),
    BrokenText(
      "name: *a\n", "1:7: the alias stands for nothing; put a text that begins with \"*\" in quotes"
    ),
    BrokenText(
      "name: \"\\d\"\n",
      "1:8: unknown escape in double quotes; write \"\\\\\" for a backslash, or use single quotes"),
    BrokenText(
      "name: @a\n", "1:7: a value cannot begin with this character; put the value in quotes"),
    BrokenText("name: a\n---\nname: b\n", "2:1: a second document; a scenario file has only one"),
    BrokenText(
      "a\nname: a\n",
      "2:5: a \":\" cannot stand here; put the value in quotes, or check the indentation"),
    BrokenText(
      "name: a\n  seed: 1\n",
      "2:7: a \":\" cannot stand here; put the value in quotes, or check the indentation"),
    BrokenText(
      "name: a\nseed\n", "3:1: the key that begins at line 2 has no \":\"; write \"key: value\""),
    BrokenText("[a]: 1\n", "1:1: a key must be a text, not a list or a map"),
    BrokenText(
      "name: a\u{1}\n",
      "1:8: the character U+1 cannot stand in a scenario; in double quotes it can be"
        + " written \\u and four digits"
    ),
    BrokenText(
      "é: 朗\u{9F}\n",
      "1:5: the character U+9F cannot stand in a scenario; in double quotes it can be"
        + " written \\u and four digits"
    ),
  ])
  func explainsSyntaxErrors(broken: BrokenText) { broken.check() }

  @Test func namesTheLineOfWhatIsNotUTF8() {
    let bytes = Array("name: a\n# 朗".utf8) + [0xFF, 0x0A]
    let reading = ScenarioReader.read(bytes, file: "x.yaml", vocabulary: vocabulary)
    #expect(
      reading.problems.map(\.description)
        == ["x.yaml:2:4: error: byte 14 of the file is not UTF-8; save the file as UTF-8"])
  }
}

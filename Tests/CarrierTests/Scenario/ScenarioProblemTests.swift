import Testing

@testable import Carrier

/// A broken text and all that is said of it.
struct BrokenText: CustomTestStringConvertible {
  let text: String
  /// `line:column: message`, of errors.
  let problems: [String]

  init(_ text: String, _ problems: String...) {
    self.text = text
    self.problems = problems
  }

  /// One that is right but for these lines of an account, of which the first is line 4.
  init(account lines: String, _ problems: String...) {
    text =
      "name: a\naccounts:\n  - {account: x, password: y}\n  - account: z\n    password: y\n"
      + lines.split(separator: "\n").map { "    \($0)\n" }.joined()
    self.problems = problems
  }

  var testDescription: String { text }

  func check() {
    let reading = read(text)
    let errors = reading.problems.filter { $0.severity == .error }
    #expect(errors.map { "\($0.line):\($0.column): \($0.message)" } == problems)
    #expect(reading.scenario == nil)
  }
}

private let minimal = "name: a\naccounts: [{account: x, password: y}]\n"

struct ScenarioProblemTests {
  @Test(arguments: [
    BrokenText(
      account: "pasword: y",
      #"6:5: unknown key "pasword" in an account; did you mean"#
        + #" "password"?"#),
    BrokenText(
      minimal + "acounts: 1\nzzz: 2\n",
      #"3:1: unknown key "acounts" in a scenario; did you mean "accounts"?"#,
      #"4:1: unknown key "zzz" in a scenario; allowed: name, description, timezone, seed,"#
        + #" clock, wire, report, blacklist, defaults, accounts, rules"#
    ),
    BrokenText(
      minimal + "wire: {aspx_cdta: true, smgw_time: shrt, batch_size: 501}\n",
      #"3:8: unknown key "aspx_cdta" in wire; did you mean "aspx_cdata"?"#,
      #"3:36: "smgw_time" cannot be "shrt"; did you mean "short"?"#,
      #"3:54: "batch_size" must be a whole number from 1 to 500, not "501""#),
    BrokenText(
      minimal + "clock: {run: true, strat: 1}\n",
      #"3:20: unknown key "strat" in a clock; did you mean "start"?"#),
    BrokenText(
      account: "push: {reports: \"http://a/\"}",
      #"6:12: unknown key "reports" in push; did you mean "report"?"#),
    BrokenText(
      minimal + "<<: {seed: 1}\n",
      #"3:1: unknown key "<<" in a scenario; merge keys are not read, put what accounts"#
        + #" share under "defaults""#
    ),
  ])
  func findsUnknownKeys(broken: BrokenText) { broken.check() }

  @Test(arguments: [
    BrokenText(
      "name: a\nname: b\nseed: x\n\"name\": c\naccounts: [{account: x, password: y, account: z}]\n",
      #"2:1: duplicate key "name"; the first one is on line 1"#,
      #"3:7: "seed" must be a whole number from 0 to 18446744073709551615, not "x""#,
      #"4:1: duplicate key "name"; the first one is on line 1"#,
      #"5:38: duplicate key "account"; the first one is on line 5"#),
    BrokenText(
      minimal + "wire: {aspx_cdata: true, aspx_cdata: false}\n",
      #"3:26: duplicate key "aspx_cdata"; the first one is on line 3"#),
    BrokenText(
      "name: a\naccounts:\n- account: x\n  password: y\n- account: \"x\"\n  password: y\n",
      #"5:12: account "x" is already on line 3"#),
  ])
  func findsDuplicates(broken: BrokenText) { broken.check() }

  @Test(arguments: [
    BrokenText(
      "seed: 1\n", "1:1: a scenario needs a name; add name: quickstart",
      "1:1: a scenario needs accounts; add accounts: [{account: \"922011\", password:"
        + " \"123456\"}]"),
    BrokenText(
      "name: a\naccounts: []\n",
      "2:11: \"accounts\" must be a list of at least one account, not an empty list"),
    BrokenText(
      "name: a\naccounts: [{}, 5, {password: x}, {account: b, password: null}]\n",
      "2:12: an account needs its name; add account: \"922011\"",
      "2:12: an account needs a password, its own or one under \"defaults\"",
      "2:16: an account must be a map such as {account: …}, not \"5\"",
      "2:19: an account needs its name; add account: \"922011\"",
      "2:34: an account needs a password, its own or one under \"defaults\""),
    BrokenText(
      "name: a\ndefaults: {password: [], rat: 1}\naccounts: [{account: x}, {account: y}]\n",
      "2:22: \"password\" must be a text that is not empty, not an empty list",
      #"2:26: unknown key "rat" in an account; did you mean "rate"?"#),
    BrokenText(
      "name: a\naccounts: [{account: , password: \"\"}]\n",
      "2:22: \"account\" must be a text that is not empty, not nothing",
      "2:34: \"password\" must be a text that is not empty, not \"\""),
    BrokenText("", "1:1: the scenario is empty; it needs at least a name and an account"),
    BrokenText(
      "# nothing\n", "1:1: the scenario is empty; it needs at least a name and an account"),
    BrokenText("---\n", "1:1: the scenario is empty; it needs at least a name and an account"),
    BrokenText(
      "- a\n", "1:1: a scenario must be a map such as {name: …, accounts: […]}, not a list"),
  ])
  func findsWhatIsMissing(broken: BrokenText) { broken.check() }
}

import Testing

@testable import Carrier

struct ScenarioValueProblemTests {
  @Test(arguments: [
    ("name", "Quick Start", #"must be 1 to 64 characters of a-z, 0-9 and "-", not "Quick Start""#),
    ("seed", "-1", #"must be a whole number from 0 to 18446744073709551615, not "-1""#),
    (
      "seed", "18446744073709551616",
      #"must be a whole number from 0 to 18446744073709551615, not "18446744073709551616""#
    ),
    ("seed", "[1]", "must be a whole number from 0 to 18446744073709551615, not a list"),
    (
      "clock", "fake",
      #"must be real, or a map such as {start: "2017-04-12 01:38:21", run: true}, not "fake""#
    ),
    ("wire", "5", #"must be a map such as {aspx_cdata: …}, not "5""#),
    ("blacklist", "13911110000", #"must be a list such as ["13911110000"], not "13911110000""#),
    ("description", "{}", "must be a text, not an empty map"),
    (
      "report", "a b",
      #"must be a stat such as DELIVRD (1 to 32 printable ASCII characters without spaces),"#
        + #" or none, not "a b""#
    ),
  ])
  func refusesValuesOfAScenario(key: String, value: String, message: String) {
    let name = key == "name" ? "" : "name: a\n"
    BrokenText(
      "\(name)accounts: [{account: x, password: y}]\n\(key): \(value)\n",
      "\(key == "name" ? 2 : 3):\(key.count + 3): \"\(key)\" \(message)"
    ).check()
  }

  @Test(arguments: [
    (
      "timezone: Asia/Shangai",
      #"3:11: unknown time zone "Asia/Shangai"; did you mean "Asia/Shanghai"?"#
    ),
    ("timezone: shanghai", #"3:11: unknown time zone "shanghai"; did you mean "Asia/Shanghai"?"#),
    ("timezone: CST", #"3:11: unknown time zone "CST"; write one such as Asia/Shanghai"#),
    ("timezone: GMT+8", #"3:11: unknown time zone "GMT+8"; write one such as Asia/Shanghai"#),
    ("clock: {run: true}", #"3:8: a clock needs a start; add start: "2017-04-12 01:38:21""#),
    (
      "clock: {start: 2023-02-29 00:00:00}",
      #"3:16: "start" must be an existing time such as "2030-01-01 00:00:00", not"#
        + #" "2023-02-29 00:00:00""#
    ),
    (
      "clock: {start: 2024-02-29 00:00:00, run: yes}",
      #"3:42: "run" must be true or false, not "yes""#
    ),
    (
      "report: {stat: DELIVRD, after: 8s..1s}",
      #"3:32: "after" must be a duration such as 3s, or a range such as 1s..8s, not "8s..1s""#
    ),
    (
      "blacklist: [1391111000, '17*', 0*0]",
      #"3:13: an entry of "blacklist" must be a mobile number such as 13911110000, or"#
        + #" digits and * such as 1709999*, not "1391111000" | 3:32: an entry of"#
        + #" "blacklist" must be a mobile number such as 13911110000, or digits and *"#
        + #" such as 1709999*, not "0*0""#
    ),
  ])
  func namesThePlaceWithinAScenario(line: String, problems: String) {
    let reading = read("name: a\naccounts: [{account: x, password: y}]\n\(line)\n")
    #expect(
      reading.problems.map { "\($0.line):\($0.column): \($0.message)" }.joined(separator: " | ")
        == problems)
  }

  @Test(arguments: [
    ("enabled", "yes", #""enabled" must be true or false, not "yes""#),
    (
      "expires", "2030-01-01",
      #""expires" must be an existing time such as "2030-01-01 00:00:00", not "2030-01-01""#
    ),
    ("interface", "soup", #""interface" cannot be "soup"; did you mean "soap"?"#),
    ("interface", "ftp", #""interface" cannot be "ftp"; allowed: http, cmpp, soap"#),
    ("billing", "gratis", #""billing" cannot be "gratis"; allowed: prepaid, postpaid"#),
    ("billing", "[prepaid]", #""billing" must be one of prepaid, postpaid, not a list"#),
    ("balance", "1e5", #""balance" must be a whole number such as 100000, not "1e5""#),
    ("price", "-1", #""price" must be a whole number from 0 to 1000000, not "-1""#),
    ("extno_digits", "22", #""extno_digits" must be a whole number from 0 to 21, not "22""#),
    (
      "max_recipients", "0",
      #""max_recipients" must be a whole number such as 500, at least 1, not "0""#
    ),
    (
      "max_length", "", #""max_length" must be a whole number such as 500, at least 1, not nothing"#
    ),
    ("rate", "100", #""rate" must be a count and a duration such as 100/1s or 3/30m, not "100""#),
    ("rate", "0/1s", #""rate" must be a count and a duration such as 100/1s or 3/30m, not "0/1s""#),
    ("rate", "5/0s", #""rate" must be a count and a duration such as 100/1s or 3/30m, not "5/0s""#),
    (
      "balance_interval", "10",
      #""balance_interval" must be a duration above zero such as 10s, not "10""#
    ),
    ("hours", "08:00", #""hours" must be hours of the day such as "08:00-21:00", not "08:00""#),
    ("signature", "on", #""signature" cannot be "on"; allowed: off, required, registered"#),
    ("push", "true", #""push" must be a map such as {report: …}, not "true""#),
    ("products", "[1]", #""products" must be a map such as {"274463133": 2000}, not a list"#),
  ])
  func refusesValuesOfAnAccount(key: String, value: String, message: String) {
    let column = value.isEmpty ? key.count + 6 : key.count + 7
    BrokenText(account: "\(key): \(value)", "6:\(column): \(message)").check()
  }

  @Test(arguments: [
    (
      "ip: [127.0.0.1/33]",
      #"6:10: an entry of "ip" must be an address or a block such as 127.0.0.1, 10.0.0.0/8"#
        + #" or ::1, not "127.0.0.1/33""#
    ),
    (
      "carriers: [moblie]",
      #"6:16: an entry of "carriers" cannot be "moblie"; did you mean "mobile"?"#
    ),
    (
      "permissions: [send, null]",
      #"6:25: an entry of "permissions" cannot be "null"; allowed: send, report, mo, mms"#
    ),
    ("products: {x: 1}", #"6:16: a product's id must be digits such as 274463133, not "x""#),
    (
      "products: {1: x}",
      #"6:19: the balance of product "1" must be a whole number such as 2000, not "x""#
    ),
    (
      "signatures: [【】]",
      #"6:18: an entry of "signatures" must be a signature such as 朗宇信息 or 【朗宇信息】, not "【】""#
    ),
    ("keywords: ['']", #"6:16: an entry of "keywords" must be a text that is not empty, not """#),
    (
      "review: ['/贷款(.*/']",
      #"6:14: an entry of "review": missing closing parenthesis at character 6 of the"#
        + #" regular expression"#
    ),
    ("review: ['/贷款']", #"6:14: an entry of "review": a regular expression ends with "/""#),
    (
      "push: {report: 'https://a/'}", #"6:20: "report": https is not supported; use an http:// URL"#
    ),
    (
      "push: {report: 'http:///a'}",
      #"6:20: "report": the URL has no host; write http://127.0.0.1:9000/report"#
    ),
    (
      "push: {report: 'http://a:70000/'}",
      #"6:20: "report": the port of the URL must be a number from 1 to 65535"#
    ),
    (
      "push: {report: 'http://a:+80/'}",
      #"6:20: "report": the port of the URL must be a number from 1 to 65535"#
    ),
    (
      "push: {report: localhost}",
      #"6:20: "report": "localhost" is not a URL such as http://127.0.0.1:9000/report"#
    ),
    ("push: {style: smgv}", #"6:19: "style" cannot be "smgv"; did you mean "smgw"?"#),
    ("push: {method: put}", #"6:20: "method" cannot be "put"; allowed: get, post"#),
    (
      "push: {retry: [1s, soon]}",
      #"6:24: an entry of "retry" must be a duration such as 1500ms, 10s, 5m, 72h or 3d,"#
        + #" not "soon""#
    ),
  ])
  func namesThePlaceWithinAnAccount(line: String, problem: String) {
    BrokenText(account: line, problem).check()
  }
}

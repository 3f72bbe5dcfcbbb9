import Testing

@testable import Carrier

struct TextPatternTests {
  @Test(arguments: [
    ("abc", "abc", true), ("abc", "abcd", false), ("a*", "a", true), ("a*", "ba", false),
    ("*0010", "13900000010", true), ("*", "", true), ("?", "", false), ("?", "验", true),
    ("??", "验", false), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c-b", false), ("**", "x", true),
    ("*a?", "aab", true), ("a.c", "abc", false),
  ])
  func fitsGlobsToTheWholeText(pattern: String, text: String, fits: Bool) throws {
    #expect(try TextPattern(pattern).matches(text) == fits)
  }

  @Test(arguments: [
    ("/验证码/", "您的验证码是1", true), ("/^验证码/", "您的验证码", false),
    ("/验证码\\d{4,6}/", "验证码123", false), ("/HELLO/i", "say hello", true),
    ("/HELLO/", "say hello", false), ("/a\\/b/", "a/b", true), ("/a/b/", "a/b", true),
    ("/^.$/", "验", true), ("/^\\w+$/", "验证", true), ("/^$/", "", true), ("/É/i", "é", true),
  ])
  func findsExpressionsAnywhere(pattern: String, text: String, isFound: Bool) throws {
    #expect(try TextPattern(pattern).evaluate(text) == (isFound ? .matches : .differs))
  }

  @Test(arguments: [
    ("", "the pattern is empty"), ("/", "a regular expression ends with \"/\""),
    ("//", "the regular expression is empty"),
    ("/a/g", "unknown flag \"g\" after the regular expression; only i is known"),
    ("/验(/", "missing closing parenthesis at character 3 of the regular expression"),
    ("/[z-a]/", "range out of order in character class at character 4 of the regular expression"),
    ("/\\C/", "using \\C is disabled by the application at character 3 of the regular expression"),
  ])
  func refusesWhatIsNoPattern(text: String, reason: String) {
    #expect(throws: TextPatternError(reason: reason)) { try TextPattern(text) }
  }

  /// Each would take from seconds to for ever without the limits.
  @Test(arguments: [
    "/(a+)+$/", "/(a|aa)+$/", "/^(a|a?)+$/", "/(?:a*a*)*$c/", "/(x+x+)+y|(a+a+)+$/",
  ])
  func endsCatastrophicExpressions(pattern: String) throws {
    let pattern = try TextPattern(pattern)
    let texts = [
      String(repeating: "a", count: 5000) + "b",
      // No single start costs much here; all of them together do.
      String(repeating: String(repeating: "a", count: 13) + "b", count: 400),
    ]
    let clock = ContinuousClock()
    for text in texts {
      let time = clock.measure { #expect(pattern.evaluate(text) != .matches) }
      #expect(time < .milliseconds(500))
    }
    #expect(try TextPattern("/(a+)+$/").evaluate(texts[0]) == .tooCostly)
    #expect(try TextPattern("/(a+)+$/").evaluate("aa") == .matches)
  }

  @Test func endsGlobsWithManyStars() throws {
    let pattern = try TextPattern(String(repeating: "*a", count: 50) + "*b")
    #expect(!pattern.matches(String(repeating: "a", count: 5000)))
  }

  @Test func canBeSharedByTasks() async throws {
    let pattern = try TextPattern("/验证码(\\d+)/")
    await withTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          (0..<200).allSatisfy { pattern.matches("验证码\($0)") == pattern.matches("验证码\(task)") }
        }
      }
      for await isSteady in group { #expect(isSteady) }
    }
  }

  @Test func isEqualByItsSource() throws {
    #expect(try TextPattern("/a/") == TextPattern("/a/"))
    #expect(try TextPattern("/a/") != TextPattern("/a/i"))
  }

  @Test func eachTextGetsItsOwnAnswer() throws {
    let pattern = try TextPattern("/^.$/")
    // The same character to Swift, one scalar and two to a regular expression.
    for text in ["\u{E9}", "e\u{301}", "e\u{301}", "\u{E9}"] {
      #expect(pattern.matches(text) == (text.unicodeScalars.count == 1))
    }
    let long = String(repeating: "a", count: 5000)
    #expect(!pattern.matches(long))
    #expect(pattern.matches("a"))
  }
}

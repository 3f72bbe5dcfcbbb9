import Testing

@testable import Carrier

/// The indexes find what trying every pattern would find.
@Suite struct RuleIndexTests {
  @Test func mobileIndexFindsWhatTryingAllFinds() throws {
    var random = SplitMix64(state: 7)
    func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int(random.next(in: 0...Int64(elements.count - 1)))]
    }
    let globs =
      (0..<300).map { _ in
        String((0..<Int(random.next(in: 1...12))).map { _ in pick(Array("113800199?*")) })
      }
      + (0..<100).map { _ in
        "*" + String((0..<Int(random.next(in: 1...12))).map { _ in pick(Array("0189")) })
      }
    var index = MobileIndex()
    for (rule, glob) in globs.enumerated() { index.add([Glob(glob)], of: rule) }
    var hits = 0
    for _ in 0..<2000 {
      let tail = String((0..<9).map { _ in pick(Array("0189")) })
      let number = RuleNumber(pick(["13", "19", "+8613", "12"]) + tail)
      var found: Set<Int> = []
      index.forEachRule(fitting: number) { found.insert($0) }
      let wanted = Set(globs.indices.filter { Glob(globs[$0]).matches(number.text) })
      #expect(found == wanted)
      hits += wanted.count
    }
    #expect(hits > 1000)
  }

  @Test func contentIndexFindsWhatTryingAllFinds() throws {
    let patterns = try [
      "*验证码*", "您的*", "/验证码\\d{4}/", "/^【.*】/", "*", "ab*", "/a.?b/", "/code: \\w+ab/i", "?日*",
      "/退订+/",
    ].map { try TextPattern($0) }
    var index = ContentIndex()
    for (rule, pattern) in patterns.enumerated() { index.add([pattern], of: rule) }
    for text in ["您的验证码1234", "【a】b", "ab", "", "a退订", "code: xab", "生日快乐", "验证"] {
      var found: Set<Int> = []
      index.forEachRule(fitting: text) { found.insert($0) }
      #expect(found == Set(patterns.indices.filter { patterns[$0].matches(text) }), "\(text)")
    }
  }

  @Test(
    arguments: [
      ("验证码", "验证码"), ("验证码\\d{4,6}", "验证码"), ("贷款.*秒批", "贷款"), ("^abc$", "abc"), ("ab?c", "a"),
      ("ab+cd", "ab"), ("a{2}bc", "bc"), ("[abc]+def", "def"), ("(abc)?de", "de"),
      ("a\\.bc", "a.bc"),
      ("a|bc", nil), ("(?i)abc", nil), ("\\x41bc", nil), ("a[[:alpha:]]b", nil), ("\\Qa)\\E", nil),
      ("\\d+", nil), ("(x[)]y)zz", "zz"),
    ] as [(String, String?)])
  func literalOfAnExpression(expression: String, literal: String?) {
    #expect(ExpressionLiteral.longest(in: expression) == literal)
  }
}

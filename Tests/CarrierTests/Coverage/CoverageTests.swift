import Foundation
import Testing

@testable import Carrier

@Suite struct CoverageTests {
  private var coverage = Coverage([
    .init(
      name: "alpha", pushes: true,
      rows: ["0", "1", "2"].map {
        .init(
          .init(
            id: "alpha.status.\($0)", place: "status", code: $0, text: "<t>", condition: "ok",
            cause: "a \"good\" request & more"))
      }),
    .init(
      name: "beta", pushes: false,
      rows: [
        .init(
          .init(id: "beta.x", place: "send", code: "", text: "", condition: "ok", cause: "c"))
      ]),
  ])

  private mutating func showSome() {
    coverage.note(OutcomeSet(row: 0) | OutcomeSet(row: 2), by: "alpha", request: 7)
    coverage.note(OutcomeSet(row: 0), by: "alpha", request: 8)
    coverage.note(.retried, by: "alpha")
    coverage.note(.givenUp, by: "alpha")
  }

  @Test mutating func rowsAreCounted() {
    #expect(coverage.percentage == 0 && !coverage.isAtLeast(1) && coverage.isAtLeast(0))
    showSome()
    #expect(coverage.dialects[0].rows.map(\.seen) == [2, 0, 1])
    #expect(coverage.dialects[0].rows.map(\.firstRequest) == [7, nil, 7])
    #expect(coverage.percentage == 50)
    #expect(coverage.isAtLeast(50) && !coverage.isAtLeast(51))
    coverage.note(OutcomeSet(row: 0), by: "gamma", request: 9)
    coverage.note(.none, by: "alpha", request: 9)
    #expect(coverage.seen == 2)
  }

  @Test mutating func aWholeIsOnlyTheWhole() {
    showSome()
    coverage.note(OutcomeSet(row: 0), by: "beta", request: nil)
    #expect(coverage.percentage == 75 && !coverage.isAtLeast(100))
    coverage.note(OutcomeSet(row: 1), by: "alpha", request: 9)
    #expect(coverage.percentage == 100 && coverage.isAtLeast(100))
  }

  @Test mutating func theBookCountsByScenarioAndInAll() {
    let book = CoverageBook(coverage)
    func note(_ row: Int, in scenario: String?, request: Int64?) {
      book.note(
        ShownOutcomes(OutcomeSet(row: row), by: "alpha", in: scenario, request: request))
    }
    note(0, in: "one", request: 1)
    note(1, in: "two", request: nil)
    note(0, in: nil, request: 3)
    note(0, in: "one", request: 4)
    book.note([.retried, .givenUp], by: "alpha", in: "two")
    #expect(book.coverage().dialects[0].rows.map(\.seen) == [3, 1, 0])
    #expect(book.coverage().dialects[0].rows.map(\.firstRequest) == [1, nil, nil])
    #expect(book.coverage(of: "one").dialects[0].rows.map(\.seen) == [2, 0, 0])
    #expect(book.coverage(of: "two").dialects[0].rows.map(\.seen) == [0, 1, 0])
    #expect(book.coverage(of: "two").dialects[0].count(of: .givenUp) == 1)
    #expect(book.coverage(of: "one").dialects[0].count(of: .retried) == 0)
    #expect(book.coverage(of: "three").seen == 0)
    #expect(book.coverage().of("beta").total == 1)
  }

  @Test mutating func theBookForgetsTheOldestScenariosAndNoCount() {
    let book = CoverageBook(coverage)
    for number in 0...CoverageBook.mostScenarios {
      book.note(
        ShownOutcomes(OutcomeSet(row: 0), by: "alpha", in: "s\(number)", request: 1))
    }
    #expect(book.coverage(of: "s0").seen == 0)
    #expect(book.coverage(of: "s\(CoverageBook.mostScenarios)").seen == 1)
    #expect(book.coverage(of: "s\(CoverageBook.mostScenarios - 1)").seen == 1)
    #expect(book.coverage().dialects[0].rows[0].seen == CoverageBook.mostScenarios + 1)
  }

  @Test mutating func text() {
    showSome()
    #expect(
      coverage.text == """
        alpha 2 of 3; never seen: status.1
        alpha pushes: 0 acknowledged, 0 refused, 1 retried, 1 given up
        beta 0 of 1; never seen: x
        2 of 4, 50 %

        """)
  }

  @Test mutating func junitSkipsWithoutAGate() throws {
    showSome()
    for min in [nil, 50] {
      let xml = coverage.junit(min: min)
      #expect(xml.contains("<testsuite name=\"alpha\" tests=\"3\" skipped=\"1\" failures=\"0\""))
      #expect(
        xml.contains(
          "<skipped message=\"never shown; ok: a &quot;good&quot; request &amp; more\"/>"
        ))
      #expect(!xml.contains("<failure"))
      #expect(try XMLDocumentShape(xml).testcases == 4)
    }
  }

  @Test mutating func junitFailsBelowTheGate() throws {
    showSome()
    let xml = coverage.junit(min: 80)
    #expect(xml.contains("<testsuites name=\"coverage\" tests=\"4\" failures=\"2\" skipped=\"0\""))
    #expect(xml.components(separatedBy: "<failure ").count == 3)
    #expect(!xml.contains("<skipped"))
    #expect(try XMLDocumentShape(xml).testcases == 4)
  }
}

/// Just enough of an XML reader to see that every element is closed in its order.
struct XMLDocumentShape {
  struct Malformed: Error {}
  private(set) var testcases = 0

  init(_ xml: String) throws {
    var open: [String] = []
    for piece in xml.split(separator: "<").map({ $0.split(separator: ">")[0] }) {
      let name = String(piece.prefix { $0 != " " && $0 != "/" })
      if piece.hasPrefix("?") { continue }
      if piece.hasPrefix("/") {
        guard open.popLast() == String(piece.dropFirst()) else { throw Malformed() }
        continue
      }
      if name == "testcase" { testcases += 1 }
      if !piece.hasSuffix("/") { open.append(name) }
    }
    guard open.isEmpty else { throw Malformed() }
  }
}

import Foundation
import Testing

@testable import Carrier

@Suite struct CoverageTests {
  private var coverage = Coverage([
    .init(
      name: "alpha", pushes: true,
      rows: ["0", "1", "2"].map {
        .init(
          id: "alpha.status.\($0)", place: "status", code: $0, text: "<t>", condition: "ok",
          cause: "a \"good\" request & more")
      }),
    .init(
      name: "beta", pushes: false,
      rows: [.init(id: "beta.x", place: "send", code: "", text: "", condition: "ok", cause: "c")]),
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

  @Test mutating func worldsAddUpAndAreForgotten() {
    var other = coverage
    other.note(OutcomeSet(row: 0) | OutcomeSet(row: 1), by: "alpha", request: 3)
    other.note(.retried, by: "alpha")
    showSome()
    coverage.add(other)
    #expect(coverage.dialects[0].rows.map(\.seen) == [3, 1, 1])
    #expect(coverage.dialects[0].rows.map(\.firstRequest) == [3, 3, 7])
    #expect(coverage.dialects[0].count(of: .retried) == 2)
    coverage.reset()
    #expect(coverage.seen == 0 && coverage.dialects[0].count(of: .retried) == 0)
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

  @Test mutating func json() throws {
    showSome()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let text = String(decoding: try encoder.encode(coverage), as: UTF8.self)
    #expect(text.contains("\"seen\":2,\"total\":4"))
    #expect(
      text.contains(
        """
        {"cause":"a \\"good\\" request & more","code":"2","condition":"ok","dialect":"alpha",\
        "first_request":7,"id":"alpha.status.2","seen":1,"text":"<t>","where":"status"}
        """))
    #expect(
      text.contains(
        "\"pushes\":{\"acknowledged\":0,\"given_up\":1,\"refused\":0,\"retried\":1}"))
  }

  @Test mutating func junitSkipsWithoutAGate() throws {
    showSome()
    for min in [nil, 50] {
      let xml = coverage.junit(min: min)
      #expect(xml.contains("<testsuite name=\"alpha\" tests=\"3\" skipped=\"1\" failures=\"0\""))
      #expect(
        xml.contains(
          "<skipped message=\"never shown; ok comes about by: a &quot;good&quot; request &amp; more\"/>"
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

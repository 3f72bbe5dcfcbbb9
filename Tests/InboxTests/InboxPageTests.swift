import Foundation
import HTTP
import Testing

@testable import Inbox

@Suite struct InboxPageTests {
  private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/Inbox/Page")

  private func ask(
    _ path: String, method: String = "GET", known: String? = nil, encodings: String? = nil
  ) -> HTTPResponse? {
    var headers = HTTPHeaders()
    if let encodings { headers.append(name: "Accept-Encoding", value: encodings) }
    if let known { headers.append(name: "If-None-Match", value: known) }
    return InboxPage.answer(
      to: HTTPRequest(method: method, target: RequestTarget(path), headers: headers))
  }

  private func header(_ name: String, of response: HTTPResponse?) -> String? {
    response?.headers.first { $0.name == name }?.value
  }

  private func sources() throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
      })
  }

  @Test func everyFileOfTheFolderIsServedAndNoOther() throws {
    let paths = try sources().keys.map { $0 == "index.html" ? "" : "inbox/" + $0 }
    #expect(Set(paths) == Set(PageFile.all.keys))
    for path in paths { #expect(ask("/__mock/" + path)?.status == 200) }
    #expect(ask("/__mock/inbox/other.js") == nil)
    #expect(ask("/__mock/v1/info") == nil)
    #expect(ask("/sms") == nil)
  }

  @Test func theRootLeadsToIt() {
    for path in ["/", "/__mock", "//"] {
      let answer = ask(path)
      #expect(answer?.status == 302)
      #expect(header("Location", of: answer) == "/__mock/")
    }
    #expect(ask("/", method: "POST") == nil)
  }

  @Test func itIsReadAndNothingElse() {
    #expect(ask("/__mock/", method: "HEAD")?.status == 200)
    let refused = ask("/__mock/", method: "POST")
    #expect(refused?.status == 405)
    #expect(header("Allow", of: refused) == "GET, HEAD")
  }

  @Test func aBrowserAsksAgainAndGetsOnlyWhatItHasNot() throws {
    let answer = ask("/__mock/inbox/app.js")
    let tag = try #require(header("ETag", of: answer))
    #expect(header("Cache-Control", of: answer) == "no-cache")
    #expect(answer?.contentType == "text/javascript; charset=utf-8")
    for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
      let again = ask("/__mock/inbox/app.js", known: known)
      #expect(again?.status == 304)
      #expect(again?.body == [])
      #expect(header("ETag", of: again) == tag)
    }
    #expect(ask("/__mock/inbox/app.js", known: "\"other\"")?.status == 200)
    let tags = Set(PageFile.all.values.map(\.tag))
    #expect(tags.count == PageFile.all.count)
  }

  @Test func nothingButItsOwnFilesRuns() {
    for path in PageFile.all.keys {
      let answer = ask("/__mock/" + path)
      let policy = header("Content-Security-Policy", of: answer) ?? ""
      #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"))
      #expect(!policy.contains("unsafe"))
      #expect(header("X-Content-Type-Options", of: answer) == "nosniff")
      #expect(header("Referrer-Policy", of: answer) == "no-referrer")
    }
  }

  /// Whatever a client sent may stand in any text of the page.
  @Test func textsNeverBecomeMarkup() throws {
    let ways = [
      "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "srcdoc", "eval(",
    ]
    for (name, source) in try sources() {
      for way in ways { #expect(!source.contains(way), "\(name): \(way)") }
    }
    let index = try #require(try sources()["index.html"])
    #expect(index.firstMatch(of: /\son\w+=|\sstyle=|<style|<script>/) == nil)
  }

  /// What is not fetched ahead is found one module after the other, and shows late.
  @Test func allThatTheStartNeedsIsFetchedAhead() throws {
    let sources = try sources()
    var needed: Set<String> = []
    var waiting = ["app.js"]
    while let name = waiting.popLast() {
      let source = try #require(sources[name])
      for found in source.matches(of: /(?m)^import .* from "\.\/([\w.]+)";$/) {
        let other = String(found.1)
        if needed.insert(other).inserted { waiting.append(other) }
      }
    }
    let index = try #require(sources["index.html"])
    let ahead = index.matches(of: /rel="modulepreload" href="inbox\/([\w.]+)"/).map { String($0.1) }
    #expect(Set(ahead) == needed)
  }

  @Test func itIsSmall() {
    let bytes = PageFile.all.values.reduce(0) { $0 + $1.compressed.count }
    #expect(bytes < 70_000, "the page has \(bytes) bytes")
  }

  @Test func itGoesOutCompressedToWhoTakesThat() throws {
    let plain = try #require(ask("/__mock/inbox/app.js"))
    #expect(header("Content-Encoding", of: plain) == nil)
    #expect(header("Vary", of: plain) == "Accept-Encoding")
    let small = try #require(ask("/__mock/inbox/app.js", encodings: "br;q=1.0, gzip;q=0.8"))
    #expect(header("Content-Encoding", of: small) == "gzip")
    #expect(try unzipped(small.body) == plain.body)
    #expect(header("ETag", of: small) != header("ETag", of: plain))
    #expect(ask("/__mock/inbox/app.js", encodings: "gzip;q=0")?.body == plain.body)
  }
}

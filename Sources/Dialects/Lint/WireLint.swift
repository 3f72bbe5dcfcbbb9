package import Carrier
package import HTTP

/// Finds what is wrong with a request by its bytes alone, held against what its document asks for.
package struct WireLint: Sendable {
  /// What may be asked on one path.
  private final class Endpoint: Sendable {
    let dialect: String
    let namesIgnoreCase: Bool
    let requests: [Judge]

    init(dialect: String, namesIgnoreCase: Bool, requests: [Judge]) {
      self.dialect = dialect
      self.namesIgnoreCase = namesIgnoreCase
      self.requests = requests
    }
  }

  private let exactPaths: [(path: String, endpoint: Endpoint)]
  private let lowercasePaths: [String: Endpoint]

  package init(_ catalog: DialectCatalog = .all) {
    var exact: [(path: String, endpoint: Endpoint)] = []
    var lowercase: [String: Endpoint] = [:]
    for dialect in catalog.dialects {
      let manners = dialect.manners
      for path in dialect.paths {
        let endpoint = Endpoint(
          dialect: dialect.policy.name, namesIgnoreCase: manners.namesIgnoreCase,
          requests: manners.requests.filter { $0.path == path }.map {
            Judge($0, namesIgnoreCase: manners.namesIgnoreCase)
          })
        if dialect.pathsIgnoreCase {
          lowercase[path.lowercased()] = endpoint
        } else {
          exact.append((path, endpoint))
        }
      }
    }
    exactPaths = exact
    lowercasePaths = lowercase
  }

  /// What a request to one of the dialects' paths does wrong, each rule once.
  ///
  /// - Parameter number: the request's, for the findings.
  package func findings(in request: HTTPRequest, number: Int64) -> [LintFinding] {
    guard let endpoint = endpoint(of: request) else { return [] }
    for judge in endpoint.requests where judge.isClean(request) { return [] }
    return closeLook(at: request, endpoint, number)
  }

  private func endpoint(of request: HTTPRequest) -> Endpoint? {
    let path = request.target.path
    for exact in exactPaths where exact.path == path { return exact.endpoint }
    return lowercasePaths[path.lowercased()]
  }

  private func closeLook(
    at request: HTTPRequest, _ endpoint: Endpoint, _ number: Int64
  ) -> [LintFinding] {
    guard let first = endpoint.requests.first else { return [] }
    let form = SentForm(request)
    var notes = LintNotes(dialect: endpoint.dialect, request: number)
    guard first.manners.action != nil else {
      first.judge(request, form, knowsAction: true, &notes)
      return notes.findings
    }
    let action = Self.action(in: form, endpoint.namesIgnoreCase)
    if let action, let judge = endpoint.requests.first(where: { $0.isFor(action) }) {
      judge.judge(request, form, knowsAction: true, &notes)
    } else {
      let actions = endpoint.requests.compactMap(\.manners.action)
      noteAction(action, actions, first.manners, &notes)
      first.judge(request, form, knowsAction: false, &notes)
    }
    return notes.findings
  }

  /// Both looks apart, for tests.
  func isCleanAtFirstSight(_ request: HTTPRequest) -> Bool {
    endpoint(of: request)?.requests.contains { $0.isClean(request) } ?? false
  }

  func findingsAtSecondSight(in request: HTTPRequest, number: Int64) -> [LintFinding] {
    endpoint(of: request).map { closeLook(at: request, $0, number) } ?? []
  }

  /// The body's, else the query's; the first that is not empty. Nil without one.
  private static func action(in form: SentForm, _ ignoringCase: Bool) -> Bytes? {
    var found: SentForm.Field?
    for field in form.fields
    where !field.value.isEmpty && (found == nil || found?.place == .query && field.place == .body) {
      let isAction = form.withName(of: field) { name in
        Judge.equal(name, actionName, ignoringCase: ignoringCase)
      }
      if isAction { found = field }
    }
    return found.map { field in
      // A space before it is in the example of document 002, chapter 6.
      Bytes(form.value(of: field).drop { $0 == UInt8(ascii: " ") })
    }
  }

  private static let actionName = Bytes("action")

  private func noteAction(
    _ action: Bytes?, _ actions: [String], _ manners: RequestManners, _ notes: inout LintNotes
  ) {
    guard let action else {
      notes.add(.missingParameter, .error, manners.section, "action")
      return
    }
    let text = Excerpt.text(action)
    let advice =
      Spelling.nearest(to: text, among: actions).map { "did you mean \($0)?" }
      ?? "the document has \(actions.joined(separator: ", "))"
    notes.add(.unknownAction, .error, manners.section, text, advice: advice)
  }
}

/// The findings of one request.
struct LintNotes {
  let dialect: String
  let request: Int64
  private(set) var findings: [LintFinding] = []

  init(dialect: String, request: Int64) {
    self.dialect = dialect
    self.request = request
  }

  /// Each rule once: what it sees first.
  mutating func add(
    _ rule: LintRule, _ severity: LintRule.Severity, _ section: String,
    _ seen: @autoclosure () -> String, advice: @autoclosure () -> String? = nil
  ) {
    guard !findings.contains(where: { $0.rule === rule }) else { return }
    if findings.isEmpty { findings.reserveCapacity(4) }
    findings.append(
      LintFinding(
        rule, severity, dialect: dialect, section: section, request: request, .words(seen()),
        advice: advice()))
  }
}

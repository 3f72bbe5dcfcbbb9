/// The newest findings by the requests they were made in: ``capacity`` of them.
struct FindingRing {
  static let capacity = 8192

  private var findings: [LintFinding] = []
  /// Where the oldest is, once there are ``capacity``.
  private var start = 0

  /// - Parameter finding: of no request older than the last one's.
  mutating func add(_ finding: LintFinding) {
    guard findings.count == Self.capacity else { return findings.append(finding) }
    findings[start] = finding
    start = (start + 1) % Self.capacity
  }

  /// Those of one request, in the order they were made.
  func findings(ofRequest request: Int64) -> [LintFinding] {
    var (low, high) = (0, findings.count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].request < request { low = middle + 1 } else { high = middle }
    }
    return (low..<findings.count).lazy.map { self[$0] }.prefix { $0.request == request }.map(\.self)
  }

  private subscript(_ place: Int) -> LintFinding {
    findings[(start + place) % findings.count]
  }
}

internal import HTTP

/// Writes samples in Prometheus' text format, version 0.0.4: a family's help and type, once, and then
/// its samples.
struct MetricText {
  enum Kind: String {
    case counter, gauge, histogram
  }

  typealias Label = (name: String, value: String)

  private(set) var bytes: Bytes = []

  /// - Parameters:
  ///   - name: letters, digits and underscores.
  ///   - help: a line of text.
  ///   - samples: writes the family's samples, which follow each other.
  mutating func family(
    _ name: String, _ kind: Kind, _ help: String, _ samples: (inout Family) -> Void
  ) {
    append("# HELP \(name) \(Self.escaped(help, quotes: false))\n")
    append("# TYPE \(name) \(kind.rawValue)\n")
    var family = Family(name: name)
    samples(&family)
    bytes += family.bytes
  }

  /// A family of one sample.
  mutating func family(_ name: String, _ kind: Kind, _ help: String, _ value: some BinaryInteger) {
    family(name, kind, help) { $0.sample([], "\(value)") }
  }

  struct Family {
    let name: String
    fileprivate var bytes: Bytes = []

    fileprivate init(name: String) {
      self.name = name
    }

    mutating func sample(_ labels: [Label], _ value: some BinaryInteger) {
      sample(labels, "\(value)")
    }

    mutating func sample(_ labels: [Label], _ value: String) {
      line("", labels, value)
    }

    mutating func sample(_ labels: [Label], _ histogram: DurationHistogram) {
      for (bound, count) in histogram.cumulative {
        line("_bucket", labels + [("le", bound)], "\(count)")
      }
      line("_bucket", labels + [("le", "+Inf")], "\(histogram.count)")
      line("_sum", labels, MetricText.seconds(histogram.sum))
      line("_count", labels, "\(histogram.count)")
    }

    private mutating func line(_ suffix: String, _ labels: [Label], _ value: String) {
      let pairs = labels.map { "\($0.name)=\"\(MetricText.escaped($0.value, quotes: true))\"" }
      let braces = pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
      bytes += Bytes("\(name)\(suffix)\(braces) \(value)\n")
    }
  }

  /// Nanoseconds, as seconds with all their digits.
  static func seconds(_ nanoseconds: Int64) -> String {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    let digits = String(rest)
    return "\(seconds).\(String(repeating: "0", count: 9 - digits.utf8.count))\(digits)"
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      case _: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }
}

import Foundation

/// Prometheus' text format 0.0.4, read as strictly as its grammar is.
struct MetricSamples {
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  struct Sample {
    var name: String
    var labels: [String: String]
    var value: Double
  }

  private(set) var kinds: [String: String] = [:]
  private(set) var samples: [Sample] = []

  init(_ text: String) throws {
    guard text.hasSuffix("\n") else { throw Mistake(description: "the last line has no end") }
    var helps: Set<String> = []
    var seen: Set<String> = []
    var family = ""
    for line in text.dropLast().components(separatedBy: "\n") {
      if let head = line.wholeMatch(of: /# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) {
        let name = String(head.2)
        if head.1 == "HELP" {
          guard helps.insert(name).inserted else { throw Mistake(description: "twice: \(line)") }
          family = name
        } else {
          guard family == name, kinds[name] == nil,
            ["counter", "gauge", "histogram"].contains(head.3)
          else { throw Mistake(description: "not the type of the family: \(line)") }
          kinds[name] = String(head.3)
        }
        continue
      }
      let sample = try Self.sample(line)
      let suffixes = kinds[family] == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
      guard suffixes.contains(where: { sample.name == family + $0 }) else {
        throw Mistake(description: "not of the family \(family): \(line)")
      }
      let identity = "\(sample.name) \(sample.labels.sorted { $0.key < $1.key })"
      guard seen.insert(identity).inserted else { throw Mistake(description: "twice: \(line)") }
      samples.append(sample)
    }
    try checkHistograms()
  }

  /// The value of the one sample with these labels, whatever others it has.
  func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
    let found = samples.filter { sample in
      sample.name == name && labels.allSatisfy { sample.labels[$0.key] == $0.value }
    }
    return found.count == 1 ? found[0].value : nil
  }

  private static func sample(_ line: String) throws -> Sample {
    guard
      let parts = line.wholeMatch(
        of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?|\+Inf|NaN)/),
      let value = Double(parts.3 == "+Inf" ? "inf" : String(parts.3))
    else { throw Mistake(description: "no sample: \(line)") }
    var labels: [String: String] = [:]
    var rest = parts.2 ?? ""
    while !rest.isEmpty {
      guard
        let label = rest.prefixMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\"n])*)"(?:,|$)/)
      else { throw Mistake(description: "no label: \(rest)") }
      let value = label.2.replacing("\\n", with: "\n").replacing("\\\"", with: "\"")
        .replacing("\\\\", with: "\\")
      guard labels.updateValue(String(value), forKey: String(label.1)) == nil else {
        throw Mistake(description: "the label is there twice: \(line)")
      }
      rest = rest[label.range.upperBound...]
    }
    return Sample(name: String(parts.1), labels: labels, value: value)
  }

  /// Buckets grow up to `+Inf`, which is the count.
  private func checkHistograms() throws {
    for name in kinds.filter({ $0.value == "histogram" }).keys {
      let buckets = Dictionary(grouping: samples.filter { $0.name == name + "_bucket" }) { sample in
        sample.labels.filter { $0.key != "le" }
      }
      for (labels, series) in buckets {
        let bounds = try series.map { sample in
          guard let bound = sample.labels["le"].flatMap({ Double($0 == "+Inf" ? "inf" : $0) })
          else {
            throw Mistake(description: "\(name) has a bucket without a bound")
          }
          return (bound, sample.value)
        }
        let isGrowing = zip(bounds, bounds.dropFirst()).allSatisfy {
          $0.0 < $1.0 && $0.1 <= $1.1
        }
        guard isGrowing, bounds.last?.0 == .infinity,
          bounds.last?.1 == value(name + "_count", labels), value(name + "_sum", labels) != nil
        else { throw Mistake(description: "\(name) is no histogram for \(labels)") }
      }
    }
  }
}

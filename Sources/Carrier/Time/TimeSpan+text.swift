extension TimeSpan {
  /// As scenarios write it, in the largest unit that it is a whole number of: `1500ms`, `72h`.
  package var text: String {
    let units: [(name: String, factor: Int64)] = [
      ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
    ]
    guard milliseconds != 0 else { return "0s" }
    let unit = units.first { milliseconds % $0.factor == 0 } ?? ("ms", 1)
    return "\(milliseconds / unit.factor)\(unit.name)"
  }
}

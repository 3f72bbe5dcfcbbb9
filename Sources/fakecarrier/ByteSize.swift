/// A size as people write it: `65536`, `512KiB`, `4MiB`.
enum ByteSize {
  /// Nil outside 1 KiB to 256 MiB, which SQLite can hold as one text even if each byte becomes a
  /// U+FFFD, and for what is no size.
  static func parse(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let factors = ["": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30]
    guard let count = Int(digits), let factor = factors[String(text.dropFirst(digits.count))]
    else { return nil }
    let (size, overflow) = count.multipliedReportingOverflow(by: factor)
    guard !overflow, (1 << 10...256 << 20).contains(size) else { return nil }
    return size
  }
}

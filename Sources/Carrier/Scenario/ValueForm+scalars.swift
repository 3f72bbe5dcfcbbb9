extension ValueForm<String> {
  /// Any text, the empty one too.
  static let anyText = text("a text") { $0 }

  /// A text that is not empty.
  static let someText = text("a text that is not empty") { $0.isEmpty ? nil : $0 }

  static let digits = text("digits such as 1069012345") { $0.isDigits ? $0 : nil }
}

extension StringProtocol {
  /// One or more of 0 to 9, and nothing else.
  var isDigits: Bool {
    !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

extension ValueForm<Bool> {
  static let flag = text("true or false") { ["true": true, "false": false][$0] }
}

extension ValueForm where Value: FixedWidthInteger & Sendable {
  /// A whole number in the range, in decimal digits.
  static func number(_ range: ClosedRange<Value>, example: Value) -> ValueForm {
    let expected =
      if range == Value.min...Value.max, Value.isSigned {
        "a whole number such as \(example)"
      } else if range.upperBound == .max, Value.isSigned {
        "a whole number such as \(example), at least \(range.lowerBound)"
      } else {
        "a whole number from \(range.lowerBound) to \(range.upperBound)"
      }
    return text(expected) { text in
      Value(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension ValueForm<TimeSpan> {
  static let span = text("a duration such as 1500ms, 10s, 5m, 72h or 3d") { TimeSpan($0) }

  static let spanAboveZero = text("a duration above zero such as 10s") {
    TimeSpan($0).flatMap { $0 > .zero ? $0 : nil }
  }
}

extension ValueForm<ClosedRange<TimeSpan>> {
  /// `3s`, or `1s..8s` with the shorter one first.
  static let spanRange = text("a duration such as 3s, or a range such as 1s..8s") { text in
    guard let dots = text.firstRange(of: "..") else {
      return TimeSpan(text).map { $0...$0 }
    }
    guard let shortest = TimeSpan(text[..<dots.lowerBound]),
      let longest = TimeSpan(text[dots.upperBound...]), shortest <= longest
    else { return nil }
    return shortest...longest
  }
}

extension ValueForm<AccountSettings.Rate> {
  /// `100/1s`; `100/s` is the same.
  static let rate = text("a count and a duration such as 100/1s or 3/30m") { text in
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let count = Int(parts[0]), count > 0,
      let window = TimeSpan(parts[1]) ?? TimeSpan("1\(parts[1])"), window > .zero
    else { return nil }
    return AccountSettings.Rate(count: count, window: window)
  }
}

extension ValueForm<LocalTime> {
  static let time = text("an existing time such as \"2030-01-01 00:00:00\"") { LocalTime($0) }
}

extension ValueForm<DailyHours> {
  static let hours = text("hours of the day such as \"08:00-21:00\"") { DailyHours($0) }
}

extension ValueForm<AddressRange> {
  static let address = text("an address or a block such as 127.0.0.1, 10.0.0.0/8 or ::1") {
    AddressRange($0)
  }
}

extension ValueForm<NumberPattern> {
  static let number = text("a mobile number such as 13911110000, or digits and * such as 1709999*")
  {
    NumberPattern($0)
  }
}

extension ValueForm<TextPattern> {
  static let pattern = ValueForm { node, label, context in
    guard case .scalar(let text, _) = node.content, !node.isNull else {
      context.reportMismatch(
        node, label, expected: "a text with * and ?, or a /regular expression/")
      return nil
    }
    if TextPattern.isExpression(text), !context.admitExpression(at: node.position) { return nil }
    do throws(TextPatternError) {
      return try TextPattern(text)
    } catch {
      context.report("\(label): \(error.reason)", at: node.position)
      return nil
    }
  }
}

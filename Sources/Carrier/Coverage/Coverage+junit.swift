extension Coverage {
  /// JUnit's XML: a test suite for each dialect, a test case for each row.
  ///
  /// A row that was never shown is skipped, so that a pipeline without a gate stays green; it is a
  /// failure where there is a gate and the run is below it.
  ///
  /// - Parameter min: the gate, in hundredths of all rows; nil: none.
  package func junit(min: Int? = nil) -> String {
    let fails = min.map { !isAtLeast($0) } ?? false
    let unseen = fails ? "failures" : "skipped"
    func counts(_ total: Int, _ seen: Int) -> String {
      let other = fails ? "skipped" : "failures"
      return "tests=\"\(total)\" \(unseen)=\"\(total - seen)\" \(other)=\"0\" errors=\"0\""
    }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuites name=\"coverage\" \(counts(total, seen))>",
    ]
    for dialect in dialects {
      lines.append(
        "  <testsuite name=\"\(escaped(dialect.name))\" \(counts(dialect.rows.count, dialect.seen))>"
      )
      for row in dialect.rows {
        let head =
          "    <testcase classname=\"\(escaped(dialect.name)).\(escaped(row.outcome.place))\" "
          + "name=\"\(escaped(row.outcome.id))\""
        guard row.seen == 0 else {
          lines.append("\(head)/>")
          continue
        }
        let message = escaped(
          "never shown; \(row.outcome.condition): \(row.outcome.cause)")
        let element =
          fails
          ? "<failure message=\"\(message)\" type=\"unseen\"/>"
          : "<skipped message=\"\(message)\"/>"
        lines.append("\(head)>\(element)</testcase>")
      }
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// For an attribute in quotation marks.
  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}

internal import Carrier
internal import HTTP

extension ParameterManners {
  var isText: Bool {
    if case .text = kind { return true }
    return false
  }
}

extension Judge {
  /// - Parameter field: one that is not empty.
  func judgeValue(
    of parameter: ParameterManners, _ scan: ValueScan, _ field: SentForm.Field, _ form: SentForm,
    _ notes: inout LintNotes
  ) {
    let section = parameter.section ?? manners.section
    switch parameter.kind {
    case .plain, .action: break
    case .name: judgePlus(scan.hasPlus, parameter, &notes)
    case .password:
      judgePlus(scan.hasPlus, parameter, &notes)
      if field.place == .query { notes.add(.passwordInQuery, .warning, "-", parameter.name) }
    case .text(let most):
      judgePlus(
        scan.hasTwoPluses || scan.hasPlusBefore86 || scan.hasPlus && scan.hasEscapedSpace,
        parameter, &notes)
      if scan.doubleEscapes > 1 { notes.add(.encodedTwice, .warning, "-", parameter.name) }
      judge(scan.characters, "characters", parameter, most, .tooLong, &notes)
    case .numbers(let most):
      judgePlus(scan.hasPlusBefore86, parameter, &notes)
      judgeNumbers(NumberListScan(form.value(of: field)), section, parameter, most, &notes)
    case .oneOf(let words, let severity):
      let value = form.value(of: field)
      guard !words.contains(where: { $0.utf8.elementsEqual(value) }) else { return }
      noteBad(
        value, parameter, severity, section,
        "the document has \(words.joined(separator: " and "))", &notes)
    case .digits(let most):
      let value = form.value(of: field)
      guard !value.allSatisfy({ (48...57).contains($0) }) || value.count > most ?? .max else {
        return
      }
      noteBad(
        value, parameter, .error, section,
        most.map { "send at most \($0) digits" } ?? "send digits alone", &notes)
    case .number(let range):
      let value = form.value(of: field)
      guard
        !value.allSatisfy({ (48...57).contains($0) })
          || !(Int(value.utf8Text).map(range.contains) ?? false)
      else { return }
      noteBad(
        value, parameter, .error, section,
        "send a number from \(range.lowerBound) to \(range.upperBound)", &notes)
    case .time:
      let value = form.value(of: field)
      guard LocalTime(value.utf8Text) == nil else { return }
      noteBad(
        value, parameter, .error, section, "send a time that there is as yyyy-MM-dd HH:mm:ss",
        &notes)
    case .form(let holdsBase64, let look):
      judgePlus(holdsBase64 && scan.hasPlusInside, parameter, &notes)
      for remark in look(form.value(of: field)) {
        notes.add(remark.rule, remark.severity, remark.section, remark.seen)
      }
    }
  }

  private func judgePlus(_ isMeant: Bool, _ parameter: ParameterManners, _ notes: inout LintNotes) {
    if isMeant { notes.add(.barePlus, .warning, "-", parameter.name) }
  }

  private func judgeNumbers(
    _ list: NumberListScan, _ section: String, _ parameter: ParameterManners,
    _ most: [ParameterManners.Most], _ notes: inout LintNotes
  ) {
    if let masked = list.masked { notes.add(.maskedNumber, .warning, section, masked) }
    if let misparted = list.misparted { notes.add(.wrongSeparator, .error, section, misparted) }
    judge(list.count, "numbers", parameter, most, .tooManyNumbers, &notes)
  }

  /// Against the highest of the limits that is passed.
  private func judge(
    _ count: Int, _ unit: String, _ parameter: ParameterManners, _ most: [ParameterManners.Most],
    _ rule: LintRule, _ notes: inout LintNotes
  ) {
    var passed: ParameterManners.Most?
    for limit in most where count > limit.count && limit.count > passed?.count ?? -1 {
      passed = limit
    }
    guard let passed else { return }
    notes.add(
      rule, passed.severity, passed.section,
      "\(count) \(unit) in \(parameter.name), at most \(passed.count) are "
        + (passed.severity == .error ? "allowed" : "recommended"))
  }

  private func noteBad(
    _ value: Bytes, _ parameter: ParameterManners, _ severity: LintRule.Severity,
    _ section: String, _ advice: String, _ notes: inout LintNotes
  ) {
    notes.add(
      .badValue, severity, section, "\(parameter.name)=\(Excerpt.text(value))", advice: advice)
  }
}

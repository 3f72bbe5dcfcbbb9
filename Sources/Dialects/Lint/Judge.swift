internal import Carrier
internal import HTTP

/// Holds requests of one kind against what their document asks for.
final class Judge: Sendable {
  let manners: RequestManners
  private let namesIgnoreCase: Bool
  private let names: [Bytes]
  private let mandatory: UInt64
  private let expected: UInt64
  private let action: Bytes?
  private let encodingSeverity: LintRule.Severity
  private let encodingSection: String
  private let quickLook: QuickLook

  init(_ manners: RequestManners, namesIgnoreCase: Bool) {
    precondition(manners.parameters.count <= 64, "a bit for each parameter")
    self.manners = manners
    self.namesIgnoreCase = namesIgnoreCase
    names = manners.parameters.map { Bytes($0.name) }
    func bits(_ need: ParameterManners.Need) -> UInt64 {
      manners.parameters.enumerated().reduce(0) {
        $1.element.need == need ? $0 | 1 << UInt64($1.offset) : $0
      }
    }
    mandatory = bits(.mandatory)
    expected = bits(.expected)
    action = manners.action.map(Bytes.init)
    encodingSeverity = manners.encodingSection == nil ? .warning : .error
    encodingSection = manners.encodingSection ?? "-"
    quickLook = QuickLook(
      manners, needed: mandatory | expected, namesIgnoreCase: namesIgnoreCase)
  }

  /// Whether the request is of this kind and surely as the document wants it; one that is not may
  /// be, too.
  func isClean(_ request: HTTPRequest) -> Bool {
    quickLook.isClean(request)
  }

  func isFor(_ action: Bytes) -> Bool {
    self.action == action
  }

  /// - Parameter knowsAction: whether the request is of this kind, or only to its path.
  func judge(
    _ request: HTTPRequest, _ form: SentForm, knowsAction: Bool, _ notes: inout LintNotes
  ) {
    judgeMethod(request, &notes)
    judgeBody(request, &notes)
    var present: UInt64 = 0
    var textPlace: SentForm.Place?
    for field in form.fields {
      let scan = form.withValue(of: field) { ValueScan($0, isEncoded: field.isEncoded) }
      guard let index = form.withName(of: field, index) ?? decodedIndex(form, field) else {
        judgeEncoding(scan, named: nil, field, form, &notes)
        if knowsAction { judgeUnknown(field, form, textPlace, &notes) }
        continue
      }
      let parameter = manners.parameters[index]
      judgeEncoding(scan, named: parameter.name, field, form, &notes)
      textPlace = parameter.isText ? field.place : nil
      guard !field.value.isEmpty else { continue }
      let bit: UInt64 = 1 << UInt64(index)
      if present & bit != 0 { judgeRepetition(of: index, field, form, &notes) }
      present |= bit
      judgeValue(of: parameter, scan, field, form, &notes)
    }
    if knowsAction { judgeAbsent(present, &notes) }
  }

  private func judgeMethod(_ request: HTTPRequest, _ notes: inout LintNotes) {
    guard request.method == "GET" else { return }
    switch manners.method {
    case .either: break
    case .postAdvised(let section): notes.add(.getForPost, .warning, section, "GET")
    case .postAsked(let section): notes.add(.getForPost, .error, section, "GET")
    }
  }

  private func judgeBody(_ request: HTTPRequest, _ notes: inout LintNotes) {
    guard !request.body.isEmpty else { return }
    guard let type = request.headers.contentType, !type.isEmpty else {
      notes.add(.strangeBody, .warning, "-", "no Content-Type")
      return
    }
    guard !Self.begins(type, "application/x-www-form-urlencoded"),
      !Self.begins(type, "multipart/form-data")
    else { return }
    notes.add(.strangeBody, .warning, "-", Excerpt.text(type))
  }

  private func judgeEncoding(
    _ scan: ValueScan, named name: String?, _ field: SentForm.Field, _ form: SentForm,
    _ notes: inout LintNotes
  ) {
    let seen = { name ?? Excerpt.text(form.name(of: field)) }
    if scan.hasBareBytes { notes.add(.notEncoded, encodingSeverity, encodingSection, seen()) }
    if scan.hasBadEscape { notes.add(.badEscape, encodingSeverity, encodingSection, seen()) }
    guard !scan.isASCII else { return }
    switch manners.charset {
    case .utf8:
      guard !scan.isUTF8 else { return }
      let isGBK = Charset.gbk.validText(form.value(of: field)) != nil
      notes.add(
        .wrongCharset, .error, manners.section,
        "\(seen()) is no UTF-8\(isGBK ? ", it reads as GBK" : "")")
    case .gbk:
      let value = form.value(of: field)
      if scan.isUTF8, Charset.isChineseInUTF8(value) {
        notes.add(
          .wrongCharset, .error, manners.section, "\(seen()) is UTF-8, this path is GB2312's")
      } else if Charset.gbk.validText(value) == nil {
        notes.add(.wrongCharset, .error, manners.section, "\(seen()) is no GB2312")
      }
    }
  }

  private func judgeUnknown(
    _ field: SentForm.Field, _ form: SentForm, _ textPlace: SentForm.Place?,
    _ notes: inout LintNotes
  ) {
    let name = Excerpt.text(form.name(of: field))
    guard !name.isEmpty else { return }
    if !field.hasEquals, textPlace == field.place {
      notes.add(.bareAmpersand, .warning, "-", name)
      return
    }
    let near = Spelling.nearest(to: name, among: manners.parameters.map(\.name))
    notes.add(
      .unknownParameter, .warning, manners.section, name,
      advice: near.map { "did you mean \($0)?" })
  }

  /// Different values, none of them empty, under one name.
  private func judgeRepetition(
    of index: Int, _ field: SentForm.Field, _ form: SentForm, _ notes: inout LintNotes
  ) {
    let value = form.value(of: field)
    let differs = form.fields.contains { other in
      other.value != field.value && !other.value.isEmpty
        && (form.withName(of: other, self.index) ?? decodedIndex(form, other)) == index
        && form.value(of: other) != value
    }
    if differs {
      notes.add(.repeatedParameter, .warning, "-", manners.parameters[index].name)
    }
  }

  private func judgeAbsent(_ present: UInt64, _ notes: inout LintNotes) {
    let absent = (mandatory | expected) & ~present
    guard absent != 0 else { return }
    let missing = manners.parameters.indices.filter { absent & 1 << UInt64($0) != 0 }
    let first = manners.parameters[missing[0]]
    notes.add(
      .missingParameter, absent & mandatory != 0 ? .error : .warning,
      first.section ?? manners.section,
      missing.map { manners.parameters[$0].name }.joined(separator: ", "))
  }

  /// Which parameter a name is, as it was sent.
  private func index(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
    for index in names.indices
    where Self.equal(name, names[index], ignoringCase: namesIgnoreCase) {
      return index
    }
    return nil
  }

  /// The same for a name with escapes in it.
  private func decodedIndex(_ form: SentForm, _ field: SentForm.Field) -> Int? {
    guard field.isEncoded,
      form.withName(of: field, { $0.contains(UInt8(ascii: "%")) || $0.contains(UInt8(ascii: "+")) })
    else { return nil }
    return form.name(of: field).withUnsafeBufferPointer(index)
  }

  static func equal(
    _ sent: UnsafeBufferPointer<UInt8>, _ name: Bytes, ignoringCase: Bool
  ) -> Bool {
    guard sent.count == name.count else { return false }
    for index in sent.indices {
      let (byte, wanted) = (sent[index], name[index])
      guard
        ignoringCase ? byte.asciiLowercased == wanted.asciiLowercased : byte == wanted
      else { return false }
    }
    return true
  }

  static func begins(_ type: ArraySlice<UInt8>, _ wanted: StaticString) -> Bool {
    type.withUnsafeBufferPointer { $0.starts(withLowercase: wanted) }
  }
}

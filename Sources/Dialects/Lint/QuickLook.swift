internal import HTTP

/// A first look at a request of one kind, in one walk over its bytes and without an allocation:
/// whether nothing in it can be wrong. Most requests are as they should be; only the others are taken
/// apart by ``Judge``. It may take a good one for suspicious, and never a bad one for good.
struct QuickLook: Sendable {
  private enum Kind {
    case plain
    /// One of ``Parameter/words`` exactly.
    case words
    case name
    case password
    case text
    case numbers
    case digits
    /// Only a closer look tells.
    case other
  }

  /// Of a fixed size, so that a walk counts no reference: its texts are ranges of ``texts``.
  private struct Parameter {
    var name: Range<Int>
    var kind: Kind
    /// Each behind a `&`.
    var words: Range<Int>
    /// Characters, numbers or digits that no limit or advice is against.
    var most: Int
  }

  private let parameters: [Parameter]
  private let texts: Bytes
  private let takesGET: Bool
  private let takesUTF8: Bool
  private let namesIgnoreCase: Bool
  /// A bit for each parameter that may not be absent.
  private let needed: UInt64

  init(_ manners: RequestManners, needed: UInt64, namesIgnoreCase: Bool) {
    var texts: Bytes = []
    func range(of text: String) -> Range<Int> {
      texts.append(contentsOf: text.utf8)
      return texts.count - text.utf8.count..<texts.count
    }
    parameters = manners.parameters.map { parameter in
      let (kind, words, most) = Self.look(at: parameter.kind, action: manners.action)
      return Parameter(
        name: range(of: parameter.name), kind: kind,
        words: range(of: words.map { "&" + $0 }.joined()), most: most)
    }
    self.texts = texts
    self.needed = needed
    self.namesIgnoreCase = namesIgnoreCase
    takesUTF8 = manners.charset == .utf8
    takesGET =
      switch manners.method {
      case .either: true
      case .postAdvised, .postAsked: false
      }
  }

  private static func look(
    at kind: ParameterManners.Kind, action: String?
  ) -> (Kind, words: [String], most: Int) {
    switch kind {
    case .plain: (.plain, [], .max)
    case .action: (.words, [action ?? ""], .max)
    case .name: (.name, [], .max)
    case .password: (.password, [], .max)
    case .text(let most): (.text, [], most.map(\.count).min() ?? .max)
    case .numbers(let most): (.numbers, [], most.map(\.count).min() ?? .max)
    case .oneOf(let words, _): (.words, words, .max)
    case .digits(let most): (.digits, [], most ?? .max)
    case .number, .time, .form: (.other, [], .max)
    }
  }

  /// Whether the request is surely as its document wants it.
  func isClean(_ request: HTTPRequest) -> Bool {
    guard takesGET || request.method != "GET" else { return false }
    if !request.body.isEmpty {
      guard let type = request.headers.contentType,
        Judge.begins(type, "application/x-www-form-urlencoded")
      else { return false }
    }
    var present: UInt64 = 0
    let isClean = parameters.withUnsafeBufferPointer { parameters in
      texts.withUnsafeBufferPointer { texts in
        let walk = Walk(
          parameters: parameters, texts: texts, takesUTF8: takesUTF8,
          namesIgnoreCase: namesIgnoreCase)
        return request.target.query.withUnsafeBufferPointer {
          walk.isClean($0, isQuery: true, &present)
        }
          && request.body.withUnsafeBufferPointer {
            walk.isClean(UnsafeBufferPointer(rebasing: $0[..<Self.end(of: $0)]), &present)
          }
      }
    }
    return isClean && present & needed == needed
  }

  /// Line ends behind a form are none of its last value.
  private static func end(of body: UnsafeBufferPointer<UInt8>) -> Int {
    var end = body.count
    while end > 0, body[end - 1] == 13 || body[end - 1] == 10 { end -= 1 }
    return end
  }
}

extension QuickLook {
  private struct Walk {
    let parameters: UnsafeBufferPointer<Parameter>
    let texts: UnsafeBufferPointer<UInt8>
    let takesUTF8: Bool
    let namesIgnoreCase: Bool

    func isClean(
      _ form: UnsafeBufferPointer<UInt8>, isQuery: Bool = false, _ present: inout UInt64
    ) -> Bool {
      var index = 0
      while index < form.count {
        if form[index] == UInt8(ascii: "&") {
          index += 1
          continue
        }
        let start = index
        index = form.next(UInt8(ascii: "&"), from: start)
        let nameEnd = form.next(UInt8(ascii: "="), from: start)
        guard nameEnd < index, let place = place(of: form, start..<nameEnd) else { return false }
        let valueStart = nameEnd + 1
        guard index > valueStart else { continue }
        let bit: UInt64 = 1 << UInt64(place)
        let value = UnsafeBufferPointer(rebasing: form[valueStart..<index])
        guard present & bit == 0, isClean(value, parameters[place], isQuery: isQuery) else {
          return false
        }
        present |= bit
      }
      return true
    }

    private func place(of form: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> Int? {
      for place in parameters.indices {
        let wanted = parameters[place].name
        guard wanted.count == name.count else { continue }
        var same = 0
        while same < name.count,
          Self.equal(
            form[name.lowerBound + same], texts[wanted.lowerBound + same], namesIgnoreCase)
        {
          same += 1
        }
        if same == name.count { return place }
      }
      return nil
    }

    private static func equal(_ sent: UInt8, _ wanted: UInt8, _ ignoringCase: Bool) -> Bool {
      sent == wanted || ignoringCase && sent.asciiLowercased == wanted.asciiLowercased
    }

    private func isClean(
      _ value: UnsafeBufferPointer<UInt8>, _ parameter: Parameter, isQuery: Bool
    ) -> Bool {
      switch parameter.kind {
      case .other: return false
      case .words: return isWord(value, parameter.words)
      case .digits:
        return value.count <= parameter.most && value.allSatisfy { (48...57).contains($0) }
      case .numbers: return isNumbers(value, parameter.most)
      case .plain: return isWellEncoded(ValueScan(value, isEncoded: true))
      case .name, .password:
        guard !isQuery || parameter.kind != .password else { return false }
        let scan = ValueScan(value, isEncoded: true)
        return !scan.hasPlus && isWellEncoded(scan)
      case .text:
        let scan = ValueScan(value, isEncoded: true)
        return scan.characters <= parameter.most && !scan.hasPlusBefore86 && !scan.hasTwoPluses
          && !(scan.hasPlus && scan.hasEscapedSpace) && scan.doubleEscapes < 2
          && isWellEncoded(scan)
      }
    }

    private func isWellEncoded(_ scan: ValueScan) -> Bool {
      !scan.hasBareBytes && !scan.hasBadEscape && (scan.isASCII || takesUTF8 && scan.isUTF8)
    }

    /// Digits and commas alone.
    private func isNumbers(_ value: UnsafeBufferPointer<UInt8>, _ most: Int) -> Bool {
      var commas = 0
      for byte in value {
        if byte == UInt8(ascii: ",") {
          commas += 1
        } else if !(48...57).contains(byte) {
          return false
        }
      }
      return commas < most
    }

    private func isWord(_ value: UnsafeBufferPointer<UInt8>, _ words: Range<Int>) -> Bool {
      var start = words.lowerBound
      while start < words.upperBound {
        start += 1
        var end = start
        while end < words.upperBound, texts[end] != UInt8(ascii: "&") { end += 1 }
        if value.elementsEqual(texts[start..<end]) { return true }
        start = end
      }
      return false
    }
  }
}

internal import Carrier
internal import HTTP

/// A `content` (document 004, section 2.1.2): frames parted by `;`, each
/// `seconds,type|base64,type|base64…`.
///
/// Spaces and line breaks after a separator are dropped, as the document's own example has one.
enum MmsContent {
  /// More parts than a phone plays and 100 KB of any content need: what has more is no message but a
  /// burden.
  private static let mostParts = 1000

  /// The frames that are not blank, or nil if one of them is malformed.
  static func parse(_ content: Bytes) -> Multimedia? {
    var frames: [Multimedia.Frame] = []
    var parts = 0
    for sent in content.split(separator: UInt8(ascii: ";")) {
      let text = trimmed(sent)
      guard !text.isEmpty else { continue }
      guard let frame = frame(text) else { return nil }
      parts += frame.parts.count
      guard parts <= mostParts else { return nil }
      frames.append(frame)
    }
    return Multimedia(frames: frames)
  }

  private static func frame(_ text: ArraySlice<UInt8>) -> Multimedia.Frame? {
    let fields = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard fields.count > 1, let seconds = Int(digits: fields[0]) else { return nil }
    var parts: [Multimedia.Part] = []
    for field in fields.dropFirst() {
      guard let part = part(trimmed(field)) else { return nil }
      parts.append(part)
    }
    return Multimedia.Frame(seconds: seconds, parts: parts)
  }

  private static func part(_ text: ArraySlice<UInt8>) -> Multimedia.Part? {
    guard let bar = text.firstIndex(of: UInt8(ascii: "|")),
      let type = PartType(rawValue: Bytes(text[..<bar]).utf8Text.lowercased()),
      let data = LenientBase64.decode(trimmed(text[(bar + 1)...])),
      type != .txt || Charset.gbk.validText(data) != nil
    else { return nil }
    return Multimedia.Part(type: type.rawValue, data: data)
  }

  /// Section 2.1.2, note 1. Any case is taken, as it is in names.
  private enum PartType: String {
    case txt, gif, jpg
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.drop { $0 == UInt8(ascii: " ") || $0 == 10 || $0 == 13 }
  }
}

internal import Carrier
internal import HTTP

extension Mms {
  package var manners: Manners { MmsManners.all }
}

/// What document 004 asks of clients. It knows POST alone, and says nothing of percent-encoding.
enum MmsManners {
  static let all = Manners(
    namesIgnoreCase: true,
    advice: ClientAdvice(dialect: MmsCodes.policy.name, pullSection: "004 §2.3"),
    requests: [
      .init(
        Mms.sendPath, "send", "004 §2.1.2", .postAsked("004 §1"),
        login + [
          .init("mobile", .mandatory, .numbers(most: [.limit(2000, "004 §2.1.3")])),
          .init("title", .expected, .text(most: [])),
          .init("starttime", .optional, .time),
          .init("content", .mandatory, .form(holdsBase64: true, remarks)),
        ]),
      .init(Mms.sendPath, "overage", "004 §2.2.2", .postAsked("004 §1"), login),
      .init(
        Mms.statusPath, "query", "004 §2.3.2", .postAsked("004 §1"),
        login + [.init("statusNum", .optional, .number(1...10_000))]),
    ])

  private static let login: [ParameterManners] = [
    .init("action", .mandatory, .action),
    .init("userid", .expected, .name),
    .init("account", .mandatory, .name),
    .init("password", .mandatory, .password),
  ]

  /// Section 2.1.2, note 2.
  private static let mostBytes = 102_400

  /// What is wrong with a content that can be read; of one that cannot the answer tells.
  private static func remarks(_ content: Bytes) -> [ParameterManners.Remark] {
    guard let multimedia = MmsContent.parse(content) else { return [] }
    var remarks: [ParameterManners.Remark] = []
    let parts = multimedia.frames.flatMap(\.parts)
    let size = parts.reduce(0) { $0 + $1.data.count }
    if size > mostBytes {
      remarks.append(
        .init(
          rule: .tooLong, severity: .error, section: "004 §2.1.2",
          seen: "\(size) bytes in content, at most \(mostBytes) are allowed"))
    }
    if let wrong = parts.first(where: { !isOfItsType($0) }) {
      remarks.append(
        .init(
          rule: .wrongPicture, severity: .warning, section: "004 §2.1.2",
          seen: "a \(wrong.type) that begins with \(hexadecimal(wrong.data.prefix(4)))"))
    }
    return remarks
  }

  private static func isOfItsType(_ part: Multimedia.Part) -> Bool {
    switch part.type {
    case "gif": part.data.starts(with: Array("GIF8".utf8))
    case "jpg": part.data.starts(with: [0xFF, 0xD8, 0xFF])
    case _: true
    }
  }

  private static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    guard !bytes.isEmpty else { return "nothing" }
    return bytes.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined(separator: " ")
  }
}

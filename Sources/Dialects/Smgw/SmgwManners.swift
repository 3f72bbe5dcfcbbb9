internal import Carrier
internal import HTTP

extension Smgw {
  package var manners: Manners { SmgwManners.all }
}

/// What documents 000 and 003 ask of clients. Sections are the newer one's where both have them.
enum SmgwManners {
  /// Document 000, section 6, code 21: wait 30 seconds before the next try.
  static let all = Manners(
    advice: ClientAdvice(
      dialect: SmgwCodes.policy.name, pullSection: "003 §4",
      afterThrottle: .init(.seconds(30), "000 §6")),
    requests: Smgw().paths.flatMap(requests))

  private static func requests(_ path: String) -> [RequestManners] {
    [
      .init(
        path, "send", "003 §1.2", .postAdvised("003 §1.1"), encodedBy: "003 §1.2",
        login + [
          .init("mobile", .mandatory, .numbers(most: numbers)),
          .init("content", .mandatory, .text(most: [characters])),
          .init("extno", .expected, .name),
          format,
        ]),
      .init(
        path, "p2p", "003 §2.2", .postAdvised("003 §2.1"), encodedBy: "003 §2.2",
        login + [
          .init("mobileContentList", .mandatory, .form(holdsBase64: false, remarks)),
          .init("extno", .expected, .name),
          format,
        ]),
      .init(
        path, "overage", "003 §3.2", .postAdvised("003 §3.1"), encodedBy: "003 §3.2",
        login + [format]),
      .init(
        path, "report", "003 §4.2", .postAdvised("003 §4.1"), encodedBy: "003 §4.2",
        // Not in the documents, known to clients of the product.
        login + [format, .init("size", .optional, .number(1...10_000))]),
      .init(
        path, "mo", "003 §5.2", .postAdvised("003 §5.1"), encodedBy: "003 §5.2",
        login + [format]),
    ]
  }

  private static let login: [ParameterManners] = [
    .init("action", .mandatory, .action),
    .init("account", .mandatory, .name),
    .init("password", .mandatory, .password),
  ]

  private static let format = ParameterManners(
    "rt", .optional, .oneOf(["json", "xml"], .warning))

  private static let numbers: [ParameterManners.Most] = [
    .limit(500, "003 §1.2"), .advised(200, "003 §7"),
  ]

  private static let characters = ParameterManners.Most.limit(500, "000 §7")

  /// What is wrong with a list of numbers and their texts.
  private static func remarks(_ list: Bytes) -> [ParameterManners.Remark] {
    var remarks: [ParameterManners.Remark] = []
    guard let parts = SmgwPairs.parse(list) else {
      return [
        .init(
          rule: .badValue, severity: .error, section: "003 §2.2",
          seen: "mobileContentList has no TAB and no # between a number and its text")
      ]
    }
    if let passed = numbers.filter({ parts.count > $0.count }).max(by: { $0.count < $1.count }) {
      remarks.append(
        .init(
          rule: .tooManyNumbers, severity: passed.severity, section: passed.section,
          seen: "\(parts.count) numbers in mobileContentList, at most \(passed.count) are "
            + (passed.severity == .error ? "allowed" : "recommended")))
    }
    for part in parts {
      if part.content.utf16.count > characters.count {
        remarks.append(
          .init(
            rule: .tooLong, severity: .error, section: characters.section,
            seen: "\(part.content.utf16.count) characters for one number in mobileContentList, "
              + "at most \(characters.count) are allowed"))
      }
      if part.mobiles.contains(where: { $0.utf8.contains(UInt8(ascii: "*")) }) {
        remarks.append(
          .init(
            rule: .maskedNumber, severity: .warning, section: "003 §2.2",
            seen: Excerpt.text(part.mobiles[0].utf8)))
      }
    }
    return remarks
  }
}

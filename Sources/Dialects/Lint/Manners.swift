package import Carrier
internal import HTTP

/// What a dialect's document asks of its clients: a table of requests, each with its parameters.
/// ``WireLint`` holds requests against it.
package struct Manners: Sendable {
  let namesIgnoreCase: Bool
  let requests: [RequestManners]
  /// What the document says about when to call.
  package let advice: ClientAdvice

  init(namesIgnoreCase: Bool = false, advice: ClientAdvice, requests: [RequestManners]) {
    self.namesIgnoreCase = namesIgnoreCase
    self.advice = advice
    self.requests = requests
  }
}

/// What a document asks of one request.
struct RequestManners: Sendable {
  enum Method: Sendable {
    case either
    /// The document recommends POST.
    case postAdvised(_ section: String)
    /// It knows nothing but POST.
    case postAsked(_ section: String)
  }

  let path: String
  /// What the parameter `action` says; nil: the path alone tells.
  let action: String?
  /// Where the parameters are listed.
  let section: String
  let method: Method
  let charset: Charset
  /// Where the document asks for percent-encoding; nil: it takes it for granted.
  let encodingSection: String?
  let parameters: [ParameterManners]

  init(
    _ path: String, _ action: String?, _ section: String, _ method: Method,
    charset: Charset = .utf8, encodedBy encodingSection: String? = nil,
    _ parameters: [ParameterManners]
  ) {
    self.path = path
    self.action = action
    self.section = section
    self.method = method
    self.charset = charset
    self.encodingSection = encodingSection
    self.parameters = parameters
  }
}

/// What a document asks of one parameter.
final class ParameterManners: Sendable {
  enum Need: Sendable {
    /// The document says so, or has a code for its lack.
    case mandatory
    /// The document lists it and does not call it optional.
    case expected
    case optional
  }

  /// The most of something, and where it says so.
  struct Most: Sendable {
    let count: Int
    /// `error` for a limit, `warning` for a recommendation.
    let severity: LintRule.Severity
    let section: String

    static func limit(_ count: Int, _ section: String) -> Most {
      Most(count: count, severity: .error, section: section)
    }

    static func advised(_ count: Int, _ section: String) -> Most {
      Most(count: count, severity: .warning, section: section)
    }
  }

  /// What a look at a value finds.
  struct Remark: Sendable {
    let rule: LintRule
    let severity: LintRule.Severity
    let section: String
    let seen: String
  }

  enum Kind: Sendable {
    case plain
    case action
    /// A name or an id that no space belongs in.
    case name
    case password
    /// A text for a handset, in characters (UTF-16 units).
    case text(most: [Most])
    /// Numbers parted by `,`.
    case numbers(most: [Most])
    case oneOf([String], LintRule.Severity)
    /// Digits alone.
    case digits(most: Int?)
    case number(ClosedRange<Int>)
    /// `yyyy-MM-dd HH:mm:ss`.
    case time
    /// A form of the dialect's own, less its escapes.
    case form(holdsBase64: Bool, @Sendable (Bytes) -> [Remark])
  }

  let name: String
  let need: Need
  let kind: Kind
  /// Nil: where the request's parameters are listed.
  let section: String?

  init(_ name: String, _ need: Need, _ kind: Kind = .plain, _ section: String? = nil) {
    self.name = name
    self.need = need
    self.kind = kind
    self.section = section
  }
}

extension DialectCatalog {
  /// What the documents say about when to call.
  package var clientAdvice: [ClientAdvice] { dialects.map(\.manners.advice) }
}

/// What an account's settings say of a text, as far as it depends on the text alone.
struct ContentRules {
  private let signature: AccountSettings.SignaturePolicy
  private let signatures: Set<String>
  private let keywords: [String]
  private let templates: [TextPattern]

  init(_ settings: AccountSettings) {
    signature = settings.signature
    signatures = Set(settings.signatures)
    keywords = settings.keywords
    templates = settings.templates
  }

  func lacksSignature(_ content: String) -> Bool {
    switch signature {
    case .off: false
    case .required: Signature.all(in: content).isEmpty
    case .registered: !Signature.all(in: content).contains { signatures.contains($0) }
    }
  }

  func holdsKeyword(_ content: String) -> Bool {
    keywords.contains { ByteSearch.occurs($0, in: content) }
  }

  func isOutsideTemplates(_ content: String) -> Bool {
    !templates.isEmpty && !templates.contains { $0.matches(content) }
  }
}

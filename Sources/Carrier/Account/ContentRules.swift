/// What an account's settings say of a text, as far as it depends on the text alone.
struct ContentRules {
  private let signature: AccountSettings.SignaturePolicy
  private let signatures: Set<String>
  private let keywords: [String]
  private let templates: [TextPattern]
  private let review: [TextPattern]

  /// Whether there is nothing to look for.
  private let isSilent: Bool

  init(_ settings: AccountSettings) {
    signature = settings.signature
    signatures = Set(settings.signatures)
    keywords = settings.keywords
    templates = settings.templates
    review = settings.review
    isSilent =
      signature == .off && keywords.isEmpty && templates.isEmpty && review.isEmpty
  }

  /// What is wrong with a text, in the order it is looked for.
  func conditions(of content: String) -> [Condition] {
    guard !isSilent else { return [] }
    var found: [Condition] = []
    if lacksSignature(content) { found.append(.badSignature) }
    if !keywordsFound(in: content).isEmpty { found.append(.keyword) }
    if review.contains(where: { $0.matches(content) }) { found.append(.reviewRejected) }
    if !templates.isEmpty, !templates.contains(where: { $0.matches(content) }) {
      found.append(.notWhitelisted)
    }
    return found
  }

  /// The keywords that a text holds, in the order of the settings.
  func keywordsFound(in content: String) -> [String] {
    keywords.filter { ByteSearch.occurs($0, in: content) }
  }

  private func lacksSignature(_ content: String) -> Bool {
    switch signature {
    case .off: false
    case .required: Signature.all(in: content).isEmpty
    case .registered: !Signature.all(in: content).contains { signatures.contains($0) }
    }
  }
}

package import Carrier

extension StoreLocation {
  /// `:memory:`, or a file's path.
  package init(_ text: String) {
    self = text == ":memory:" ? .memory : .file(text)
  }
}

extension ServerConfiguration.Token {
  /// `none` switches the token off.
  package init(_ text: String) {
    self = text == "none" ? .off : .fixed(text)
  }
}

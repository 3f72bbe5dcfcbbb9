package import Carrier

extension StoreLocation {
  /// `:memory:`, or a file's path.
  package init(_ text: String) {
    self = text == ":memory:" ? .memory : .file(text)
  }
}

extension ServerConfiguration.Token {
  /// `none` switches the token off; nil leaves the choice to the address.
  package init(_ text: String?) {
    switch text {
    case nil: self = .automatic
    case "none": self = .off
    case let token?: self = .fixed(token)
    }
  }
}

import Foundation

/// A flag's value: from the command line, else from the environment variable of its name, else its
/// default. `--max-body` is `FAKECARRIER_MAX_BODY`.
struct Setting {
  let flag: String

  var variable: String {
    "FAKECARRIER_" + flag.uppercased().replacingOccurrences(of: "-", with: "_")
  }

  init(_ flag: String) {
    self.flag = flag
  }

  func text(_ given: String?) -> String? {
    if let given { return given }
    guard let value = ProcessInfo.processInfo.environment[variable], !value.isEmpty else {
      return nil
    }
    return value
  }

  /// Several values: a repeated flag, or a variable with commas between them.
  func texts(_ given: [String]) -> [String] {
    guard given.isEmpty else { return given }
    return text(nil)?.split(separator: ",").map(String.init) ?? []
  }

  /// - Parameter expected: what a value looks like, for whoever wrote another.
  func value<Value>(
    _ given: String?, standard: Value, expected: String, _ parse: (String) -> Value?
  ) throws -> Value {
    guard let text = text(given) else { return standard }
    guard let value = parse(text) else {
      throw StartError("--\(flag) \(text): expected \(expected)")
    }
    return value
  }
}

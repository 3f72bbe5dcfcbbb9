internal import Glibc

/// A refusal by the operating system or libevent: what was called, the code and the text.
package struct ReactorError: Error, Equatable, CustomStringConvertible {
  /// The function that refused, and what it was to do where that says more.
  package let call: String
  /// The `errno`, or 0 where there is none.
  package let code: Int32
  package let text: String

  package init(call: String, code: Int32 = 0, text: String) {
    self.call = call
    self.code = code
    self.text = text
  }

  /// The refusal that `errno` tells of.
  static func fromErrno(_ call: String) -> ReactorError {
    let code = errno
    return ReactorError(call: call, code: code, text: errorText(code))
  }

  package var description: String {
    code == 0 ? "\(call): \(text)" : "\(call): \(text) (errno \(code))"
  }

  /// Whether that address is none of this machine's.
  package var isAddressNotHere: Bool { code == EADDRNOTAVAIL }

  /// Whether somebody else listens on that address already.
  package var isAddressInUse: Bool { code == EADDRINUSE }
}

/// The operating system's words for an `errno`.
func errorText(_ code: Int32) -> String {
  String(cString: strerror(code))
}

import Glibc

/// Standard output and standard error.
enum Terminal {
  /// A line for whoever started the program; it is there at once, also through a pipe.
  static func say(_ line: String) {
    print(line)
    fflush(nil)
  }

  static func complain(_ line: String) {
    writeError("fakecarrier: \(line)")
  }

  /// A line to standard error, in one piece: several threads' lines do not mix.
  static func writeError(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      // With nobody left to read it there is nowhere to say so.
      guard count > 0 else { return }
      sent += count
    }
  }
}

/// Why the program cannot start: one line that says what, where and how to mend it.
struct StartError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

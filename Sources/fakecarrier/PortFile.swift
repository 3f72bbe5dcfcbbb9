import Glibc

/// The file that tells a script which port was picked.
///
/// Its draft is made before the server touches anything, so that a place that cannot be written to is
/// found in time, and takes its name only when the server is ready: nobody reads half a number.
struct PortFile {
  private let path: String
  private let draft: String

  init(_ path: String) throws {
    self.path = path
    draft = "\(path).\(getpid()).tmp"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure() }
    close(descriptor)
  }

  func write(_ port: UInt16) throws {
    guard let file = fopen(draft, "w") else { throw failure() }
    let isWritten = fputs("\(port)\n", file) >= 0
    guard fclose(file) == 0, isWritten, rename(draft, path) == 0 else {
      let reason = failure()
      discard()
      throw reason
    }
  }

  /// Takes the draft away again.
  func discard() {
    unlink(draft)
  }

  private func failure() -> StartError {
    StartError("--port-file \(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}

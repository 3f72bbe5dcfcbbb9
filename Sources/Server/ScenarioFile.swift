private import Glibc

/// A scenario's file on disk.
enum ScenarioFile {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The whole file, or its first two mebibytes, which is more than a scenario may have.
  static func bytes(at path: String) -> Result<[UInt8], Failure> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(failure()) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 2 << 20)
    var count = 0
    while count < bytes.count {
      let size = bytes[count...].withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress, $0.count)
      }
      if size < 0, errno == EINTR { continue }
      guard size >= 0 else { return .failure(failure()) }
      if size == 0 { break }
      count += size
    }
    return .success(Array(bytes[..<count]))
  }

  private static func failure() -> Failure {
    Failure(description: "cannot be read: \(String(cString: strerror(errno)))")
  }
}

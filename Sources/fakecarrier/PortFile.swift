import Glibc

/// The file that tells a script which port was picked.
enum PortFile {
  /// Writes the whole file at once, so that nobody reads half a number.
  static func write(_ port: UInt16, to path: String) throws {
    let draft = "\(path).\(getpid()).tmp"
    guard let file = fopen(draft, "w") else {
      throw StartError("--port-file \(path) cannot be written: \(String(cString: strerror(errno)))")
    }
    fputs("\(port)\n", file)
    guard fclose(file) == 0, rename(draft, path) == 0 else {
      throw StartError("--port-file \(path) cannot be written: \(String(cString: strerror(errno)))")
    }
  }
}

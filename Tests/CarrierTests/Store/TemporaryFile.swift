import Foundation

/// A file in a folder of its own, gone with it.
final class TemporaryFile {
  let path: String
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("test.db").path
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      fatalError("\(folder) could not be removed: \(error)")
    }
  }
}

import Foundation
import HTTP
import Testing

@testable import Inbox

/// What `gunzip` makes of it.
func unzipped(_ bytes: Bytes) throws -> Bytes {
  let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/gzip")
  process.arguments = ["-dc"]
  process.standardInput = try FileHandle(forReadingFrom: file)
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let data = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
  return Bytes(data)
}

@Suite struct GzipTests {
  @Test(arguments: [
    Bytes(), Bytes("a"), Bytes("ab"), Bytes("abc"), Bytes("aaaaaaaaaaaaaaaa"),
    Bytes(repeating: 7, count: 258), Bytes(repeating: 7, count: 259 + 258 + 1),
    Bytes(0...255) + Bytes((0...255).reversed()) + Bytes(0...255),
    Bytes("您的验证码是 4821，您的验证码是 4821"),
  ])
  func whatGoesInComesOut(_ plain: Bytes) throws {
    #expect(try unzipped(Gzip.compressed(plain)) == plain)
  }

  /// Every length and every distance has its code.
  @Test func repetitionsOfEveryLengthAndDistanceComeBack() throws {
    var state: UInt64 = 1
    func noise(_ count: Int) -> Bytes {
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return UInt8(truncatingIfNeeded: state >> 56)
      }
    }
    var plain: Bytes = []
    for length in 3...300 {
      let part = noise(length)
      plain += part + noise(length % 7) + part
    }
    let early = noise(100)
    for distance in [1, 2, 5, 200, 4096, 32_667, 32_668, 32_669, 40_000] {
      plain += early + noise(distance) + early
    }
    let small = Gzip.compressed(plain)
    #expect(try unzipped(small) == plain)
    #expect(small.count < plain.count)
  }
}

import Carrier
import Server
import Synchronization

/// A machine's clock that only a test moves. It starts at the documents' own example time,
/// 2017-04-12 01:38:21 in Shanghai.
final class ManualClock: Sendable {
  private let milliseconds = Mutex<Int64>(1_491_932_301_000)

  var wallClock: WallClock {
    WallClock { Instant(milliseconds: self.milliseconds.withLock { $0 }) }
  }

  func advance(by span: TimeSpan) {
    milliseconds.withLock { $0 += span.milliseconds }
  }
}

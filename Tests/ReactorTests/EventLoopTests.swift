import CLibevent
import Foundation
import Glibc
import Testing

@testable import Reactor

@Suite struct EventLoopTests {
  @Test func timersFireInOrderAndNotEarly() throws {
    let loop = try EventLoop()
    let start = MonotonicClock.milliseconds()
    var fired: [Int] = []
    var late: Int64 = 0
    let last = try LoopTimer(loop: loop) {
      fired.append(3)
      late = MonotonicClock.milliseconds() - start
      loop.stop()
    }
    let middle = try LoopTimer(loop: loop) { fired.append(2) }
    let never = try LoopTimer(loop: loop) { fired.append(0) }
    let first = try LoopTimer(loop: loop) { fired.append(1) }
    last.arm(afterMilliseconds: 30)
    middle.arm(afterMilliseconds: 60_000)
    middle.arm(afterMilliseconds: 10)
    never.arm(afterMilliseconds: 5)
    never.disarm()
    first.arm(afterMilliseconds: -5)
    loop.run {}
    #expect(fired == [1, 2, 3])
    #expect(late >= 30)
  }

  @Test func everyTurnHasAnEnd() throws {
    let loop = try EventLoop()
    var turns = 0
    let timer = try LoopTimer(loop: loop) {}
    timer.arm(afterMilliseconds: 0)
    loop.run {
      turns += 1
      if turns == 3 { loop.stop() } else { timer.arm(afterMilliseconds: 0) }
    }
    #expect(turns == 3)
  }

  /// The first of two pipes is written to before the turn; what is heard of each has the second one
  /// written to once more, three times in all.
  @Test(arguments: [true, false])
  func aCrowdedTurnTakesAlongWhatHasComeMeanwhile(isCrowded: Bool) throws {
    let loop = try EventLoop()
    let pipes = try [TestPipe(), TestPipe()]
    var heard = ""
    var heardInTurns: [String] = []
    let events = try pipes.indices.map { number in
      try LoopEvent(
        base: loop.base, descriptor: pipes[number].reading, what: Int16(EV_READ | EV_PERSIST)
      ) {
        pipes[number].read()
        heard += "\(number)"
        if heardInTurns.joined().count + heard.count < 4 { pipes[1].write() } else { loop.stop() }
      }
    }
    for event in events { try event.add() }
    pipes[0].write()
    withExtendedLifetime(events) {
      loop.run {
        heardInTurns.append(heard)
        heard = ""
      } isCrowded: {
        isCrowded
      }
    }
    #expect(heardInTurns == (isCrowded ? ["01", "11"] : ["0", "1", "1", "1"]))
  }

  @Test func anotherThreadMayStopIt() throws {
    let loop = try EventLoop()
    let stopper = try loop.makeStopper()
    for _ in 1...2 {
      Thread.detachNewThread { stopper.stop() }
      loop.run {}
    }
  }

  @Test func aSignalIsHeard() throws {
    let loop = try EventLoop()
    let watch = try SignalWatch(loop: loop, signal: SIGUSR2) { loop.stop() }
    kill(getpid(), SIGUSR2)
    withExtendedLifetime(watch) { loop.run {} }
  }

  @Test func theDescriptorLimitIsRaised() throws {
    #expect(try raiseDescriptorLimit() >= 1024)
  }
}

private final class TestPipe {
  let reading: Int32
  private let writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    close(reading)
    close(writing)
  }

  func read() {
    var byte: UInt8 = 0
    #expect(Glibc.read(reading, &byte, 1) == 1)
  }

  func write() {
    var byte: UInt8 = 0
    #expect(Glibc.write(writing, &byte, 1) == 1)
  }
}

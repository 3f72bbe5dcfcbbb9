internal import CLibevent
internal import Glibc

/// Ends a loop's `run` from any thread, through an eventfd.
package final class LoopStopper: Sendable {
  let descriptor: Int32

  init() throws(ReactorError) {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard descriptor >= 0 else { throw .fromErrno("eventfd") }
  }

  deinit {
    close(descriptor)
  }

  /// Ends the turn that runs and then `run`. Once or many times, and after the loop's end too.
  package func stop() {
    guard eventfd_write(descriptor, 1) == 0 || errno == EAGAIN else {
      fatalError("eventfd_write: \(errorText(errno))")
    }
  }

  /// Takes what `stop` wrote, so that the loop can run again.
  func consume() {
    var count: eventfd_t = 0
    guard eventfd_read(descriptor, &count) == 0 || errno == EAGAIN else {
      fatalError("eventfd_read: \(errorText(errno))")
    }
  }
}

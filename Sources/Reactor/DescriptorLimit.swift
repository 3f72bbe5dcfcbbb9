internal import Glibc

/// Lets this process open as many descriptors as its hard limit permits; a connection takes one.
///
/// Returns the limit that holds from now on.
@discardableResult
package func raiseDescriptorLimit() throws(ReactorError) -> UInt {
  var limit = rlimit()
  guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
    throw .fromErrno("getrlimit(RLIMIT_NOFILE)")
  }
  limit.rlim_cur = limit.rlim_max
  guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
    throw .fromErrno("setrlimit(RLIMIT_NOFILE)")
  }
  return limit.rlim_cur
}

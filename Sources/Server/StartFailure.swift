internal import Carrier
internal import Reactor

/// Puts what kept a server from starting into one line that says what to do.
package enum StartFailure {
  package static func describe(_ error: any Error) -> String {
    switch error {
    case let error as ReactorError where error.isAddressInUse:
      "\(error.text): \(error.call); stop whoever listens there, or choose another address with"
        + " --listen 127.0.0.1:PORT (FAKECARRIER_LISTEN), or --control"
    case let error as ReactorError where error.isAddressNotHere:
      "\(error.text): \(error.call); name an address of this machine, or 0.0.0.0 for all of them"
    case let error: "\(error)".split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
  }
}

/// Names a call of one `HTTPCaller`; never used twice by it.
package struct OutgoingCallID: Sendable, Hashable {
  let number: UInt64
}

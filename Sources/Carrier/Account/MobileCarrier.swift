/// The carriers that a number can belong to.
package enum MobileCarrier: String, Sendable, CaseIterable {
  case mobile, unicom, telecom
}

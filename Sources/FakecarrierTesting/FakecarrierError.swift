/// Why a carrier could not do what a test asked for, in words for whoever reads the test's log. Where a
/// wait was in vain, they tell what came nearest and in what it differs.
public struct FakecarrierError: Error, Sendable, CustomStringConvertible {
  /// What went wrong, and what to do.
  public let description: String
  /// The status of the control API's answer; nil where there was none.
  public let status: Int?

  init(_ description: String, status: Int? = nil) {
    self.description = description
    self.status = status
  }
}

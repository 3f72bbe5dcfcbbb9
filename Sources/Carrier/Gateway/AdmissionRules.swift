/// Tries an account's rules on a caller and on what it asks for, before anything of the request
/// itself is looked at.
struct AdmissionRules {
  let account: Account
  let policy: DialectPolicy
  /// Open connections of the account's callers, this one included.
  let connections: Int

  /// The first rule that keeps the caller out, in the order they stand here, or nil.
  func refusal(
    of operation: Operation, from caller: Caller, at time: Instant, _ trace: inout DecisionTrace
  ) -> Condition? {
    let settings = account.settings
    if !settings.addresses.isEmpty, policy.refuses(.ipDenied) {
      trace.passes(.ip)
      if !settings.addresses.contains(where: { $0.contains(caller.address) }) { return .ipDenied }
    }
    if settings.interface == .http {
      trace.passes(.interface)
    } else if policy.refuses(.wrongInterface) {
      return .wrongInterface
    }
    if settings.isEnabled {
      trace.passes(.enabled)
    } else if policy.refuses(.accountDisabled) {
      return .accountDisabled
    }
    if let expires = settings.expires, policy.refuses(.accountExpired) {
      trace.passes(.expires)
      if time >= account.world.instant(of: expires) { return .accountExpired }
    }
    if let limit = settings.maxConnections, policy.refuses(.tooManyConnections) {
      trace.passes(.connections)
      if connections > limit { return .tooManyConnections }
    }
    if let permission = operation.permission ?? permission(for: operation.kind) {
      if account.permits(permission) {
        trace.passes(.permissions)
      } else if policy.refuses(.noPermission) {
        return .noPermission
      }
    }
    if account.rate != nil, isSubmission(operation), policy.refuses(.tooFast) {
      trace.passes(.rate)
      if account.isTooFast(at: time) { return .tooFast }
    }
    return nil
  }

  /// Whether this is to send something, however wrong it is: refused requests count towards a rate.
  private func isSubmission(_ operation: Operation) -> Bool {
    switch operation.kind {
    case .submit: true
    case .defective: operation.permission == .send || operation.permission == .mms
    case .balance, .takeReports, .takeReplies, .checkKeywords, .changePassword: false
    }
  }

  private func permission(for kind: Operation.Kind) -> AccountSettings.Permission? {
    switch kind {
    case .submit(let draft):
      switch draft.media {
      case .sms: .send
      case .mms: .mms
      }
    case .takeReports: .report
    case .takeReplies: .mo
    case .balance, .checkKeywords, .changePassword, .defective: nil
    }
  }
}

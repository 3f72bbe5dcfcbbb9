extension Condition {
  /// How a client is to take a refusal.
  enum Remedy {
    /// Every request with this login is refused until somebody changes something.
    case otherLogin
    /// The same request is refused until somebody changes something.
    case change
    /// The same request, but slower.
    case pause
    /// It may go well another time.
    case patience
  }

  var remedy: Remedy {
    switch self {
    case .tooFast, .tooManyConnections, .systemBusy: .pause
    case .authFailed, .noSuchUser, .wrongPassword, .ipDenied, .wrongInterface: .otherLogin
    case .badRequest, .emptyCredentials, .versionError, .accountDisabled, .accountExpired,
      .noPermission, .noRecipients, .tooManyRecipients, .noContent, .tooLarge, .sqlInjection,
      .noSuchProduct,
      .monthlyQuota, .reviewRejected, .badAccessCode, .badLength, .badMobile, .badSignature,
      .keyword, .notWhitelisted, .blacklisted, .segmentBlacklist, .unsubscribed, .badSegment,
      .phishing, .unsupported, .noLongMessages:
      .change
    case .ok, .otherError, .insufficientBalance, .outsideHours, .noRoute, .delivered, .undelivered,
      .expired, .deleted, .rejected, .channelBlacklist, .channelSegmentBlacklist, .tooFrequent,
      .unknown, .systemRejected, .undefined, .internal, .badSequence, .segmentsIncomplete,
      .directReject, .forwardTimeout, .forwardBroken, .upstream:
      .patience
    }
  }
}

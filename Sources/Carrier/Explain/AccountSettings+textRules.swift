extension AccountSettings {
  /// The rules that every text and number of a submission is tried by, as far as they are set.
  var textRules: AccountRuleSet {
    var rules = AccountRuleSet([
      .mobile, .carriers, .segment, .blacklist, .unsubscribed, .accessCodes, .maxLength,
    ])
    if hours != nil { rules.insert(.hours) }
    if signature != .off { rules.insert(.signature) }
    if !keywords.isEmpty { rules.insert(.keywords) }
    if !review.isEmpty { rules.insert(.review) }
    if !templates.isEmpty { rules.insert(.templates) }
    if perMobile != nil { rules.insert(.perMobile) }
    return rules
  }
}

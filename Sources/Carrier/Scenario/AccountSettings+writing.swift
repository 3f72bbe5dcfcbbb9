extension AccountSettings {
  /// Every key of an account with its value, such that reading them gives these settings again.
  package var written: [WrittenValue.Entry] {
    [
      .init("account", .text(account)),
      .init("password", .text(password)),
      .init("userid", .text(userid)),
      .init("enabled", .flag(isEnabled)),
      .init("expires", .text(expires?.text)),
      .init("interface", .text(interface.rawValue)),
      .init("ip", .list(addresses.map { .text($0.text) })),
      .init("billing", .text(billing.rawValue)),
      .init("balance", .number(balance)),
      .init("price", .number(price)),
      .init("mms_price", .number(mmsPrice)),
      .init("products", .map(products.map { .init($0.id, .number($0.balance)) })),
      .init("access_codes", .texts(accessCodes)),
      .init("extno_digits", .number(Int64(extnoDigits))),
      .init("max_recipients", .number(maxRecipients)),
      .init("max_length", .number(maxLength)),
      .init("rate", .text(rate?.text)),
      .init("balance_interval", .text(balanceInterval?.text)),
      .init("monthly_quota", .number(monthlyQuota)),
      .init("per_mobile", .text(perMobile?.text)),
      .init("connections", .number(maxConnections)),
      .init("hours", .text(hours?.text)),
      .init("signature", .text(signature.rawValue)),
      .init("signatures", .texts(signatures)),
      .init("keywords", .texts(keywords)),
      .init("review", .texts(review.map(\.source))),
      .init("templates", .texts(templates.map(\.source))),
      .init("carriers", .words(carriers)),
      .init("permissions", .words(permissions)),
      .init("push", push.map { .map($0.written) } ?? .null),
    ]
  }
}

extension PushSettings {
  fileprivate var written: [WrittenValue.Entry] {
    [
      .init("report", .text(report)),
      .init("mo", .text(mo)),
      .init("style", .text(style)),
      .init("receiver", .text(receiver)),
      .init("password", .text(password)),
      .init("method", .text(method?.rawValue)),
      .init("ack", .text(ack.rawValue)),
      .init("retry", .texts(retry.map(\.text))),
      .init("timeout", .text(timeout.text)),
    ]
  }
}

extension WrittenValue {
  fileprivate static func text(_ text: String?) -> WrittenValue {
    text.map { .text($0) } ?? .null
  }

  fileprivate static func number(_ number: Int?) -> WrittenValue {
    number.map { .number(Int64($0)) } ?? .null
  }

  fileprivate static func texts(_ texts: [String]) -> WrittenValue {
    .list(texts.map { .text($0) })
  }

  /// In the order in which the format lists them.
  fileprivate static func words<Word: CaseIterable & RawRepresentable<String> & Hashable>(
    _ words: Set<Word>
  ) -> WrittenValue {
    .texts(Word.allCases.filter(words.contains).map(\.rawValue))
  }
}

extension AccountSettings.Rate {
  fileprivate var text: String { "\(count)/\(window.text)" }
}

extension DailyHours {
  fileprivate var text: String {
    func time(_ minutes: Int) -> String {
      let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
      return (hour < 10 ? "0" : "") + "\(hour)" + (minute < 10 ? ":0" : ":") + "\(minute)"
    }
    return "\(time(start))-\(time(end))"
  }
}

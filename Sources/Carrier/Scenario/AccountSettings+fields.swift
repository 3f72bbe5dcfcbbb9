extension AccountSettings {
  static let fields = FieldTable(
    subject: "an account", standard: AccountSettings(account: ""), fields: keys)

  /// In the contract's order; with its type, which the compiler cannot find by itself in good time.
  private static let keys: [Field<AccountSettings>] = [
    Field("account", \.account, .someText),
    Field("password", \.password, .someText),
    Field("userid", \.userid, .someText),
    Field("enabled", \.isEnabled, .flag),
    Field("expires", \.expires, .time),
    Field("interface", \.interface, .word),
    Field("ip", \.addresses, .list(of: .address, example: "[127.0.0.1, 10.0.0.0/8]")),
    Field("billing", \.billing, .word),
    Field("balance", \.balance, .number(.min ... .max, example: 100_000)),
    Field("price", \.price, .number(0...highestPrice, example: 1)),
    Field("mms_price", \.mmsPrice, .number(0...highestPrice, example: 1)),
    Field("products", \.products, .products),
    Field("access_codes", \.accessCodes, .list(of: .digits, example: "[\"1069012345\"]")),
    Field("extno_digits", \.extnoDigits, .number(0...21, example: 10)),
    Field("max_recipients", \.maxRecipients, .number(1 ... .max, example: 500)),
    Field("max_length", \.maxLength, .number(1 ... .max, example: 500)),
    Field("rate", \.rate, .rate),
    Field("balance_interval", \.balanceInterval, .spanAboveZero),
    Field("monthly_quota", \.monthlyQuota, .number(0 ... .max, example: 50_000)),
    Field("per_mobile", \.perMobile, .rate),
    Field("connections", \.maxConnections, .number(1 ... .max, example: 10)),
    Field("hours", \.hours, .hours),
    Field("signature", \.signature, .word),
    Field("signatures", \.signatures, .list(of: .signature, example: "[\"朗宇信息\"]")),
    Field("keywords", \.keywords, .list(of: .someText, example: "[\"发票\"]")),
    Field("review", \.review, .list(of: .pattern, example: "[\"/贷款.*秒批/\"]")),
    Field("templates", \.templates, .list(of: .pattern, example: "[\"您的验证码*\"]")),
    Field("carriers", \.carriers, .set(example: "[mobile, unicom]")),
    Field("permissions", \.permissions, .set(example: "[send, report]")),
    Field("push") { entry, _, account, context in
      PushSettings.read(entry.value, into: &account.push, &context)
    },
  ]

  /// A submission of the most numbers and segments at this price still has a cost that fits.
  private static let highestPrice: Int64 = 1_000_000
}

extension ValueForm<[AccountSettings.Product]> {
  /// Ids and balances, in the order written.
  fileprivate static let products = ValueForm { node, label, context in
    guard case .map(let entries) = node.content else {
      context.reportMismatch(node, label, expected: "a map such as {\"274463133\": 2000}")
      return nil
    }
    let balance = ValueForm<Int64>.number(.min ... .max, example: 2000)
    return context.distinct(entries).compactMap { entry in
      if !entry.key.isDigits {
        context.report(
          "a product's id must be digits such as 274463133, not \(quoted(entry.key))",
          at: entry.keyPosition)
      }
      let label = "the balance of product \(quoted(entry.key))"
      guard let balance = balance.read(entry.value, label, &context), entry.key.isDigits else {
        return nil
      }
      return AccountSettings.Product(id: entry.key, balance: balance)
    }
  }
}

extension ValueForm<String> {
  /// With or without its brackets; read without them.
  fileprivate static let signature = text("a signature such as 朗宇信息 or 【朗宇信息】") { text in
    let isBracketed = text.hasPrefix("【") && text.hasSuffix("】")
    let inner = isBracketed ? String(text.dropFirst().dropLast()) : text
    return inner.isEmpty || inner.contains("【") || inner.contains("】") ? nil : inner
  }
}

extension ValueForm {
  fileprivate static func set<Element: CaseIterable & RawRepresentable<String> & Sendable>(
    example: String
  ) -> ValueForm where Value == Set<Element> {
    ValueForm<[Element]>.list(of: .word, example: example).map { Set($0) }
  }
}

internal import Carrier
internal import Console
internal import Dialects

extension Meter {
  convenience init(dialects: DialectCatalog, startedAt: Instant) {
    self.init(
      dialects: dialects.dialects.map { dialect in
        Dialect(
          policy: dialect.policy,
          goodCode: dialect.outcomes.first { $0.condition == .ok }?.code ?? "",
          code: { dialect.answer(to: $0, ofNumber: false) })
      }, startedAt: startedAt)
  }
}

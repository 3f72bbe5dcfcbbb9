/// An account as it stands: its settings, its money, and what it must remember of its numbers.
final class Account {
  /// What a message is charged to.
  enum Wallet: Equatable {
    case account
    /// The place of the product in the settings.
    case product(Int)
  }

  /// The store's own id.
  let id: Int64
  unowned let world: World
  private(set) var settings: AccountSettings
  private(set) var contentRules: ContentRules
  /// The rules that every text and number of its submissions is tried by.
  private(set) var textRules: AccountRuleSet
  /// The keys of the settings that are not the scenario's any more.
  private(set) var overriddenKeys: Set<String> = []
  private(set) var state: AccountState
  /// Numbers that replied TD, and from when on.
  private var unsubscribed: [MobileNumber: Instant] = [:]
  /// Nil where the account has no per_mobile limit.
  var frequency: FrequencyLimit?
  /// Nil where submissions may come as fast as they like.
  var rate: RateLimit?
  /// Whether a product's balance has moved since it was last stored.
  private(set) var hasChargedProduct = false

  init(stored: StoredAccount, settings: AccountSettings, world: World) {
    id = stored.id
    state = stored.state
    unsubscribed = stored.unsubscribed
    self.settings = settings
    self.world = world
    contentRules = ContentRules(settings)
    textRules = settings.textRules
    frequency = settings.perMobile.map { FrequencyLimit($0) }
    rate = settings.rate.map { RateLimit($0) }
  }

  /// Goes on with other settings. A rate that stays keeps what it has counted; one that changes
  /// begins anew.
  ///
  /// - Parameter keys: of the settings that are not the scenario's any more.
  func change(to settings: AccountSettings, overriding keys: Set<String>) {
    let former = self.settings
    self.settings = settings
    overriddenKeys = keys
    contentRules = ContentRules(settings)
    textRules = settings.textRules
    if settings.rate != former.rate { rate = settings.rate.map { RateLimit($0) } }
    if settings.perMobile != former.perMobile {
      frequency = settings.perMobile.map { FrequencyLimit($0) }
    }
  }

  /// What a change of its settings says of money and password, which move on their own.
  ///
  /// - Parameter keys: those that the change names.
  func adoptState(of keys: some Collection<String>) {
    if keys.contains("balance") {
      if settings.balance > state.balance {
        let (added, isTooMuch) = settings.balance.subtractingReportingOverflow(state.balance)
        let (sum, hasOverflowed) = state.paidIn.addingReportingOverflow(added)
        state.paidIn = isTooMuch || hasOverflowed ? .max : sum
      }
      state.balance = settings.balance
    }
    if keys.contains("products") { state.products = settings.products.map(\.balance) }
    if keys.contains("password") { state.password = nil }
  }

  /// Whether messages to this carrier's numbers go. Most accounts have all, which is sooner seen than one
  /// is looked up.
  func reaches(_ carrier: MobileCarrier) -> Bool {
    settings.carriers.count == MobileCarrier.allCases.count || settings.carriers.contains(carrier)
  }

  /// Whether the account may do this; see ``reaches(_:)``.
  func permits(_ permission: AccountSettings.Permission) -> Bool {
    settings.permissions.count == AccountSettings.Permission.allCases.count
      || settings.permissions.contains(permission)
  }

  /// The account's keywords in all that a request holds, each once.
  func keywordsFound(in kind: Operation.Kind) -> [String] {
    switch kind {
    case .submit(let draft):
      settings.keywords.filter { word in
        draft.parts.contains { ByteSearch.occurs(word, in: $0.content) }
      }
    case .checkKeywords(let content): contentRules.keywordsFound(in: content)
    case .balance, .takeReports, .takeReplies, .changePassword, .defective: []
    }
  }

  var statement: AccountStatement {
    let products = zip(settings.products, state.products).map {
      AccountStatement.Product(id: $0.id, balance: $1)
    }
    let whole = AccountStatement.Product(id: Self.wholeProduct, balance: state.balance)
    return AccountStatement(
      account: settings.account, billing: settings.billing, balance: state.balance,
      paidIn: state.paidIn, products: products.isEmpty ? [whole] : products)
  }

  /// The one product of an account that names none.
  private static let wholeProduct = "1"

  /// What a draft for a product is charged to; nil if the account has no such product.
  func wallet(for product: String?) -> Wallet? {
    guard !settings.products.isEmpty else {
      return product == nil || product == Self.wholeProduct ? .account : nil
    }
    guard let product else { return .product(0) }
    return settings.products.firstIndex { $0.id == product }.map { .product($0) }
  }

  func balance(of wallet: Wallet) -> Int64 {
    switch wallet {
    case .account: state.balance
    case .product(let index): state.products[index]
    }
  }

  /// Whether the balance pays for this; a postpaid one always does.
  func covers(_ cost: Int64, from wallet: Wallet) -> Bool {
    switch settings.billing {
    case .prepaid: balance(of: wallet) >= cost
    case .postpaid: true
    }
  }

  func charge(_ cost: Int64, to wallet: Wallet) {
    let (rest, hasOverflowed) = balance(of: wallet).subtractingReportingOverflow(cost)
    switch wallet {
    case .account: state.balance = hasOverflowed ? .min : rest
    case .product(let index):
      state.products[index] = hasOverflowed ? .min : rest
      hasChargedProduct = true
    }
  }

  func markStored() {
    hasChargedProduct = false
  }

  func isPassword(_ password: String) -> Bool {
    password == state.password ?? settings.password
  }

  func changePassword(to password: String) {
    state.password = password
  }

  /// Counts a submission, and says whether it came too soon.
  func isTooFast(at time: Instant) -> Bool {
    rate?.admit(at: time) == false
  }

  /// Whether a balance is asked for sooner than the account's interval allows; if not, the interval
  /// starts anew.
  func isAskedTooSoon(at time: Instant) -> Bool {
    guard let interval = settings.balanceInterval else { return false }
    if let last = state.askedAt, time < last + interval, time >= last { return true }
    state.askedAt = time
    return false
  }

  /// Whether so many more messages are more than this calendar month's quota.
  func exceedsQuota(_ count: Int, at time: LocalTime) -> Bool {
    guard let quota = settings.monthlyQuota else { return false }
    return state.messages(in: time) + count > quota
  }

  func countTowardsQuota(_ count: Int, at time: LocalTime) {
    state.countMessages(count, in: time)
  }

  func nextMessageID() -> MessageID {
    MessageID(state.ids.next())
  }

  func nextTask() -> Int64 {
    state.tasks += 1
    return state.tasks
  }

  /// The rules that match one of its requests, counted.
  func reactions(to operation: Operation, at time: Instant) -> Reactions {
    guard !world.scenario.rules.isEmpty else { return .none }
    let question = RuleQuestion(operation, account: self, at: time)
    let (matched, trace) = world.rules.reactions(to: question, &state.chance)
    return Reactions(
      matched, trace: trace, refusesNumbers: operation.policy.refusesNumbers)
  }

  /// One of a report's stats; nil: none comes.
  func drawStat(of plan: ReportPlan) -> String? {
    plan.drawStat(&state.chance)
  }

  /// Bytes that mean nothing.
  func drawGarbage() -> [UInt8] {
    (0..<64).map { _ in UInt8(truncatingIfNeeded: state.chance.next()) }
  }

  /// When something that a plan puts into a range happens.
  func draw(from range: ClosedRange<TimeSpan>) -> TimeSpan {
    guard range.lowerBound < range.upperBound else { return range.lowerBound }
    return TimeSpan(
      milliseconds: state.chance.next(
        in: range.lowerBound.milliseconds...range.upperBound.milliseconds))
  }

  func noteRequest(_ number: Int64) {
    state.lastRequest = number
  }

  func unsubscribe(_ number: MobileNumber, from time: Instant) {
    unsubscribed[number] = min(time, unsubscribed[number] ?? time)
  }

  /// The numbers that want to hear no more from it, in ascending order.
  func unsubscribedNumbers(at time: Instant) -> [MobileNumber] {
    unsubscribed.filter { $0.value <= time }.map(\.key).sorted { $0.value < $1.value }
  }

  func isUnsubscribed(_ number: MobileNumber, at time: Instant) -> Bool {
    unsubscribed[number].map { $0 <= time } ?? false
  }

  /// How a report of a message gets to the client.
  func reportRoute(_ policy: DialectPolicy, _ plan: PushPlan?) -> Route {
    reportRoute(dialectPushes: policy.pushes, plan)
  }

  /// - Parameter dialectPushes: whether what the message was submitted in has a format to push in.
  func reportRoute(dialectPushes: Bool, _ plan: PushPlan? = nil) -> Route {
    guard let push = settings.push, push.report != nil, push.style != nil || dialectPushes else {
      return .pull
    }
    return switch plan {
    case .hold: .held
    case .reorder: .pushAfterNext
    case .duplicate, nil: .push
    }
  }

  /// How a reply gets to the client.
  var replyRoute: Route { settings.push?.mo == nil ? .pull : .push }

  func extno(for sent: String?, _ kind: DialectPolicy.Extno) -> String {
    switch kind {
    case .accessCode: sent ?? settings.accessCodes.first ?? ""
    case .digits: sent ?? ""
    }
  }

  func allows(extno: String, _ kind: DialectPolicy.Extno) -> Bool {
    switch kind {
    case .accessCode:
      settings.accessCodes.isEmpty || settings.accessCodes.contains { extno.hasPrefix($0) }
    case .digits:
      extno.utf8.count <= settings.extnoDigits && extno.utf8.allSatisfy { (48...57).contains($0) }
    }
  }
}

@available(*, unavailable)
extension Account: Sendable {}

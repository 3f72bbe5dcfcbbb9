/// What of an account moves with its requests, and outlives the process.
struct AccountState: Equatable {
  /// In the account's own unit.
  var balance: Int64
  /// All that was ever paid in.
  var paidIn: Int64
  /// The balances of the products, in the order of the settings.
  var products: [Int64]
  /// What the client changed it to; nil: the settings' own.
  var password: String?
  /// When the balance was last asked for and told.
  var askedAt: Instant?
  /// The calendar month that messages are counted in, in months since year 0, and how many.
  var month = 0
  var monthMessages = 0
  /// The generator of message ids.
  var ids: SplitMix64
  /// The generator of everything that is left to chance.
  var chance: SplitMix64
  /// The last task id given out.
  var tasks: Int64
  /// The number of its last request that left something in the store.
  var lastRequest: Int64

  /// The state an account starts in. Ids, chance and tasks come from the scenario's seed, as streams
  /// of the account's own: what one client does changes nothing of what another gets.
  init(startOf settings: AccountSettings, in scenario: Scenario) {
    balance = settings.balance
    paidIn = max(settings.balance, 0)
    products = settings.products.map(\.balance)
    let name = Self.hash(scenario.name + "\n" + settings.account)
    var streams = SplitMix64(state: SplitMix64.mix(scenario.seed) ^ name)
    ids = SplitMix64(state: streams.next())
    chance = SplitMix64(state: streams.next())
    // Nine digits, with room for all the tasks a test run makes.
    tasks = 100_000_000 + streams.next(in: 0...799_999_999)
    lastRequest = 0
  }

  /// A state that was stored.
  init(
    balance: Int64, paidIn: Int64, products: [Int64], ids: UInt64, chance: UInt64, tasks: Int64,
    lastRequest: Int64
  ) {
    self.balance = balance
    self.paidIn = paidIn
    self.products = products
    self.ids = SplitMix64(state: ids)
    self.chance = SplitMix64(state: chance)
    self.tasks = tasks
    self.lastRequest = lastRequest
  }

  /// How many messages this time's calendar month has had.
  func messages(in time: LocalTime) -> Int {
    month == Self.month(of: time) ? monthMessages : 0
  }

  mutating func countMessages(_ count: Int, in time: LocalTime) {
    monthMessages = messages(in: time) + count
    month = Self.month(of: time)
  }

  private static func month(of time: LocalTime) -> Int {
    time.year * 12 + time.month
  }

  /// FNV-1a in 64 bits (G. Fowler, L. C. Noll, K.-P. Vo).
  private static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}

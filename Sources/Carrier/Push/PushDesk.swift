/// Which pushes are under way, and whose turn it is next. It holds no row: what is due is asked of the
/// store, queue by queue, as soon as something may have changed.
struct PushDesk {
  /// Pushes under way at once, and of those to one receiver: a dead one keeps few places.
  static let mostUnderWay = 16
  static let mostToReceiver = 2

  /// A push under way. Its rows are still as they were before its first attempt, or its last one.
  struct Flight {
    var world: WorldID
    var account: String
    var queue: PushQueue.Key
    var receiver: String
    var style: String
    var rows: [PushedRow]
    var items: [PushItem]
    var reports: [MessageID]
    var overtaken: PushedRow?
    /// The push's row; nil: this is its first attempt.
    var push: Int64?
    var attemptsBefore: Int
    /// By the world's clock.
    var startedAt: Instant
  }

  private(set) var queues: [PushQueue] = []
  private var indices: [Int64: [Int]] = [:]
  private var flights: [PushID: Flight] = [:]
  private var busyQueues: Set<PushQueue.Key> = []
  private var flightsToReceiver: [String: Int] = [:]
  private var lastID: UInt64 = 0
  /// The queue that was served last: the others come before it.
  private var lastServed = -1
  /// Whether something may be due that was not when the store was last asked.
  private(set) var hasNews = true
  /// Whether accounts, or where they push to, have changed.
  private(set) var areQueuesStale = true

  /// Accounts have come, gone or changed.
  mutating func forgetQueues() {
    areQueuesStale = true
    hasNews = true
  }

  /// What is due may have changed in any way.
  mutating func forgetWakes() {
    for index in queues.indices { queues[index].wake = .unknown }
    hasNews = true
  }

  /// A clock may have reached what is known.
  mutating func lookAgain() {
    hasNews = true
  }

  mutating func markSeen() {
    hasNews = false
  }

  /// Something of the account is to be pushed, not before this time.
  mutating func note(_ kind: PushedRow.Kind, of account: Int64, due: Instant) {
    for index in indices[account] ?? [] where queues[index].note(kind, due: due) { hasNews = true }
  }

  /// Puts these queues in the place of all others.
  ///
  /// - Returns: pushes under way of worlds that are no more, which are forgotten.
  mutating func replaceQueues(by queues: [PushQueue], liveWorlds: Set<WorldID>) -> [PushID] {
    self.queues = queues
    indices = Dictionary(grouping: queues.indices) { queues[$0].account.id }
    lastServed = -1
    areQueuesStale = false
    let orphans = flights.filter { !liveWorlds.contains($0.value.world) }.map(\.key)
    for orphan in orphans { _ = end(orphan) }
    return orphans
  }

  /// The queues that may have a push now, each once, the one served last at the end.
  var candidates: [Int] {
    let start = lastServed + 1
    return (start..<start + queues.count).map { $0 % queues.count }
  }

  /// Whether something of a world is under way, or may be as soon as the store is asked.
  func isBusy(with world: WorldID, at time: Instant) -> Bool {
    areQueuesStale || flights.values.contains { $0.world == world }
      || queues.contains { $0.account.world.identity == world && $0.mayBeDue(at: time) }
  }

  /// Whether every place is taken.
  var isFull: Bool { flights.count >= Self.mostUnderWay }

  /// Whether a queue has nothing under way, and its receiver a place.
  func hasPlace(_ index: Int) -> Bool {
    !busyQueues.contains(queues[index].key)
      && flightsToReceiver[queues[index].receiver, default: 0] < Self.mostToReceiver
  }

  mutating func setWake(_ wake: PushQueue.Wake, of index: Int) {
    queues[index].wake = wake
  }

  mutating func start(_ flight: Flight, of index: Int) -> PushID {
    lastID += 1
    let id = PushID(value: lastID)
    flights[id] = flight
    busyQueues.insert(flight.queue)
    flightsToReceiver[flight.receiver, default: 0] += 1
    queues[index].wake = .unknown
    lastServed = index
    return id
  }

  /// What of an account is being pushed.
  func rowsUnderWay(of account: Int64) -> [PushedRow] {
    flights.values.filter { $0.queue.account == account }.flatMap(\.rows)
  }

  /// Whether an attempt of the push of this row has begun and not ended.
  func isUnderWay(_ push: Int64) -> Bool {
    flights.values.contains { $0.push == push }
  }

  /// Takes a push as over; nil if it has been forgotten.
  mutating func end(_ id: PushID) -> Flight? {
    guard let flight = flights.removeValue(forKey: id) else { return nil }
    busyQueues.remove(flight.queue)
    let left = flightsToReceiver[flight.receiver, default: 1] - 1
    flightsToReceiver[flight.receiver] = left > 0 ? left : nil
    hasNews = true
    return flight
  }

  /// How long until something may be due, as far as that is a question of time; nil: never.
  func nextWake(at now: Instant) -> TimeSpan? {
    var earliest: TimeSpan?
    for queue in queues where !busyQueues.contains(queue.key) {
      guard case .at(let due) = queue.wake, queue.account.world.clock.isRunning else { continue }
      let wait = due - queue.account.world.time(at: now)
      // What is due already waits for a place, and the end of a push is looked at anyway.
      if wait > .zero { earliest = min(wait, earliest ?? wait) }
    }
    return earliest
  }
}

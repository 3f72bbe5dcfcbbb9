internal import Carrier
internal import Console
package import Dialects
private import Glibc
internal import HTTP
package import Logging
package import Reactor

/// The whole house, built from the ground up; it stands from `init` to ``close()``.
package final class Server {
  package static let version = "0.1.0"

  /// The addresses really listened on, ports filled in.
  package let address: SocketAddress
  package let controlAddress: SocketAddress
  /// What the control API asks for; nil: nothing.
  package let token: String?
  /// Whether the token was made at the start, and is known to nobody yet.
  let hasMadeToken: Bool
  /// What the start has to tell.
  package var startNotes: [String] { gateway.startNotes }

  let scenarios: [Scenario]
  private let loop: EventLoop
  private let gateway: Gateway
  private let exchange: Exchange
  private let pusher: Pusher
  private var listeners: [HTTPListener] = []
  private var signals: [SignalWatch] = []
  private let log: Logger

  /// - Throws: `StoreError` or `ReactorError`, in words for a person.
  package init(
    _ configuration: ServerConfiguration, clock: WallClock = .system(),
    dialects: DialectCatalog = .all, log: Logger
  ) throws {
    self.log = log
    let listen = try SocketAddress(parsing: configuration.listen)
    let control = try configuration.control.map { try SocketAddress(parsing: $0) }
    token = Self.token(configuration.token, at: control ?? listen)
    hasMadeToken = token != nil && configuration.token == .automatic
    guard Charset.gbk.isAvailable else {
      throw StartRefusal("the C library here has no GBK and GB18030; install its gconv modules")
    }
    try raiseDescriptorLimit()
    // A limit on the size of files is then an error of the write that meets it.
    signal(SIGXFSZ, SIG_IGN)
    let loop = try EventLoop()
    let desk = Desk()
    func open(_ address: SocketAddress, _ door: Exchange.Door) throws -> HTTPListener {
      try HTTPListener(
        loop: loop, address: address, limits: configuration.limits,
        onRequest: { desk.exchange?.receive($0, $1, at: door) },
        onConnectionClosed: { desk.exchange?.connectionClosed($0) })
    }
    // The addresses come first: where one is taken, the store must be as it was.
    let main = try open(listen, control == nil ? .both : .gateway)
    let second = try control.map { try open($0, .control) }
    let (address, controlAddress) = (main.address, second?.address ?? main.address)
    let gateway = try Gateway(
      scenarios: configuration.scenarios, location: configuration.location,
      durability: configuration.durability, maxMessages: configuration.maxMessages,
      vocabulary: dialects.vocabulary, now: clock.now())
    let journal = Journal(newestRequest: gateway.newestRequest) { dialect, refusal in
      dialects.terms(of: refusal, in: dialect).map { ($0.code, $0.text) }
    }
    let meter = Meter(dialects: dialects, startedAt: clock.now())
    let coverage = CoverageBook(dialects.coverage)
    let lint = LintLog(LintRule.all, dialects.clientAdvice)
    let console = Console(
      gateway: gateway, coverage: coverage, lint: lint,
      guardian: Guardian(
        token: token, hosts: configuration.allowedHosts + [(control ?? listen).host]),
      info: ServerInfo(
        version: Self.version, gateway: address.description, control: controlAddress.description,
        libevent: libeventVersion, sqlite: gateway.sqliteVersion,
        needsToken: token != nil), journal: journal, meter: meter,
      startedAt: clock.now())
    pusher = try Pusher(
      gateway: gateway, dialects: dialects, loop: loop, clock: clock, log: log,
      coverage: coverage)
    exchange = Exchange(
      gateway: gateway, console: console, dialects: dialects, pusher: pusher, meter: meter,
      clock: clock, log: log,
      held: try HeldAnswers(
        gateway: gateway, clock: clock, loop: loop, coverage: coverage, journal: journal),
      audience: try Audience(loop: loop), watch: ClientWatch(dialects, coverage, lint),
      journal: journal, nextTurn: try LoopTimer(loop: loop) {})
    desk.exchange = exchange
    scenarios = gateway.scenarios
    let listeners = [main, second].compactMap(\.self)
    meter.openConnections = { [weak main, weak second] in
      [main, second].reduce(0) { $0 + ($1?.openConnections ?? 0) }
    }
    self.listeners = listeners
    self.address = address
    self.controlAddress = controlAddress
    self.loop = loop
    self.gateway = gateway
  }

  /// What ends ``run()`` from any thread.
  package func makeStopper() throws -> LoopStopper {
    try loop.makeStopper()
  }

  /// Ends ``run()`` when one of these signals comes.
  package func stop(on signals: [Int32]) throws {
    for signal in signals {
      self.signals.append(
        try SignalWatch(loop: loop, signal: signal) { [unowned loop] in loop.stop() })
    }
  }

  /// Serves until it is stopped.
  package func run() {
    loop.run {
      exchange.endTurn()
    } isCrowded: {
      exchange.isCrowded
    }
  }

  /// Takes no more connections, lets the last answers leave, for five seconds at most, and then
  /// lets go of the store. What was acknowledged is stored already.
  package func close() throws {
    for listener in listeners { listener.stopAccepting() }
    exchange.isClosing = true
    pusher.stop()
    exchange.endTurn()
    try loop.drain(atMostMilliseconds: 5000) {
      exchange.endTurn()
    } until: {
      listeners.allSatisfy(\.isFlushed)
    }
    // What a receiver is just acknowledging would otherwise be pushed again at the next start.
    try loop.drain(atMostMilliseconds: 500) {
      exchange.endTurn()
    } until: {
      pusher.isIdle
    }
    pusher.close()
    for listener in listeners { listener.close() }
    listeners = []
    signals = []
    try gateway.close()
  }

  private static func token(
    _ wanted: ServerConfiguration.Token, at address: SocketAddress
  ) -> String? {
    switch wanted {
    case .off: return nil
    case .fixed(let token): return token
    case .automatic:
      guard !address.isLoopback else { return nil }
      var random = SystemRandomNumberGenerator()
      return String(random.next(), radix: 36) + String(random.next(), radix: 36)
    }
  }

  /// Where requests are brought to, once somebody is there: nothing is read before ``run()``.
  private final class Desk {
    var exchange: Exchange?
  }
}

@available(*, unavailable)
extension Server: Sendable {}

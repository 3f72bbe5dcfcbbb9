internal import Carrier
internal import HTTP

extension CallAnswer {
  /// A list, at once where one look shows it whole, and else a slice of the work a turn, so that no
  /// client waits for it.
  static func list<Item>(
    _ scan: ListScan<Item>, _ call: ConsoleCall,
    _ write: @escaping (inout JSONWriter, Item) -> Void
  ) throws -> CallAnswer {
    let gateway = call.gateway
    let look = { (now: Instant) throws -> HTTPResponse? in
      try gateway.carryOn(scan, now: now).map { .list($0, write) }
    }
    if let response = try look(call.now) { return .now(response) }
    return .sliced(look)
  }
}

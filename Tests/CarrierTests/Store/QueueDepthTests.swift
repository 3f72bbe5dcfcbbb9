import GRDB
import Testing

@testable import Carrier

@Suite struct QueueDepthTests {
  /// Each queue is counted in its own partial index: SQLite's program reads no column of the table's
  /// rows, so that their number alone, and none of the others', is what a look costs.
  @Test func queuesAreCountedInTheirIndexes() throws {
    let harness = try GatewayHarness()
    for source in Store.queues.flatMap(\.self) {
      let steps = try harness.gateway.store.read { db in
        try Row.fetchAll(
          db, sql: "EXPLAIN SELECT count(*) FROM \(source.from) AND \(source.time) <= ?2",
          arguments: [1, 1]
        ).map { $0["opcode"] as String }
      }
      #expect(steps.contains { $0.hasPrefix("Idx") || $0.hasPrefix("Seek") }, "\(source.from)")
      #expect(!steps.contains("Column"), "\(source.from)")
    }
  }
}

/// How much waits in a queue.
package struct QueueDepth: Sendable, Equatable {
  package enum Queue: String, Sendable, CaseIterable {
    /// Reports that wait for a pull.
    case reports
    /// Replies that wait for a pull.
    case replies
    /// Reports and replies that wait for their first push.
    case pushes
    /// Pushes that wait for another attempt.
    case retries
  }

  /// By the scenario's clock it is not their time yet.
  package var pending: Int
  package var due: Int

  package static func + (left: QueueDepth, right: QueueDepth) -> QueueDepth {
    QueueDepth(pending: left.pending + right.pending, due: left.due + right.due)
  }
}

/// The queues of a scenario, in the order of ``QueueDepth/Queue``.
package struct ScenarioQueues: Sendable, Equatable {
  package var scenario: String
  package var depths: [QueueDepth]
}

/// How much a store holds.
package struct StoreSize: Sendable, Equatable {
  package var messages: Int
  package var bytes: Int64
}

/// What is pushed to a client.
package enum PushItem: Sendable {
  case report(DeliveryReport)
  case reply(Reply)
}

/// A dialect's format to push in, as far as the carrier must know it.
package struct PushStyle: Sendable, Equatable {
  /// The dialect's name.
  package var name: String
  /// At most so many items in a push.
  package var mostItems: Int

  package init(name: String, mostItems: Int) {
    self.name = name
    self.mostItems = mostItems
  }
}

/// Names a push while it is under way; never used twice in a process.
package struct PushID: Sendable, Hashable {
  let value: UInt64
}

/// A push to be made now.
package struct DuePush: Sendable {
  package var id: PushID
  /// The account's name.
  package var account: String
  package var url: String
  /// Of a ``PushStyle``.
  package var style: String
  package var settings: PushSettings
  /// In the order they are to arrive. Empty where all of them have gone from the store.
  package var items: [PushItem]
  /// How many of its requests an earlier attempt got acknowledged.
  package var requestsDone: Int
}

/// How an attempt to push ended.
package struct PushAttempt: Sendable {
  package var isAcknowledged: Bool
  /// Nil where the receiver did not answer.
  package var status: Int?
  /// The receiver's answer; its first ``mostAnswerBytes`` are kept.
  package var answer: [UInt8]
  /// Why there is no answer, for a person.
  package var error: String?
  /// How long it took, by the machine's clock.
  package var milliseconds: Int64
  /// How many of the push's requests are acknowledged by now.
  package var requestsDone: Int

  package static let mostAnswerBytes = 4096

  package init(
    isAcknowledged: Bool, status: Int? = nil, answer: [UInt8] = [], error: String? = nil,
    milliseconds: Int64, requestsDone: Int = 0
  ) {
    self.isAcknowledged = isAcknowledged
    self.status = status
    self.answer = answer
    self.error = error
    self.milliseconds = milliseconds
    self.requestsDone = requestsDone
  }
}

extension PushItem {
  init(_ item: WaitingItem, in world: World) {
    switch item.content {
    case .report(let taken): self = .report(DeliveryReport(taken, in: world))
    case .reply(let taken): self = .reply(Reply(taken, in: world))
    }
  }
}

extension DeliveryReport {
  init(_ taken: TakenReport, in world: World) {
    self.init(
      id: taken.id, task: taken.task, mobile: taken.mobile, extno: taken.extno, stat: taken.stat,
      time: world.localTime(of: taken.due))
  }
}

extension Reply {
  init(_ taken: TakenReply, in world: World) {
    self.init(
      id: taken.id, mobile: taken.mobile, extno: taken.extno, content: taken.content,
      time: world.localTime(of: taken.due))
  }
}

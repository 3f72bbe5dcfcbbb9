extension Happening {
  /// The scenario it happened in; nil: in several, or in none.
  package var scenario: String? {
    switch self {
    case .submitted(let note): note.occasion.scenario
    case .reportsTaken(let note): note.occasion.scenario
    case .repliesTaken(let note): note.occasion.scenario
    case .reportMade(_, let occasion), .pushedAgain(_, let occasion),
      .accountChanged(let occasion):
      occasion.scenario
    case .replied(let note): note.occasion.scenario
    case .pushed(let note): note.occasion.scenario
    case .released: nil
    case .worldChanged(let note): note.scenario
    case .clockMoved(let note): note.scenario
    case .served(let note): note.scenario
    }
  }
}

extension SubmissionNote {
  /// Whether it is sent on later.
  var isScheduled: Bool { sendsAt > occasion.at }

  /// When it is sent on.
  package var sendTime: LocalTime { occasion.localTime(of: sendsAt) }

  /// The first of its messages.
  package func messages(limit: Int) -> [MessageNote] {
    var messages: [MessageNote] = []
    for part in parts {
      var id = part.firstRow
      for row in part.rows {
        guard messages.count < limit else { return messages }
        messages.append(message(row, id, part))
        id += 1 + Int64(row.copies.count)
      }
    }
    return messages
  }

  private func message(_ row: MessageRow, _ id: Int64, _ part: Part) -> MessageNote {
    let report = row.due.map {
      MessageNote.Report(stat: row.stat ?? "", due: occasion.localTime(of: $0))
    }
    return MessageNote(
      id: id, mid: row.id, mobile: row.mobile, content: part.content, segments: part.segments,
      price: part.price, refusal: row.refusal?.text, report: report, state: state(of: row))
  }

  private func state(of row: MessageRow) -> MessageState {
    if row.refusal != nil { return .refused }
    if isScheduled { return .scheduled }
    guard let due = row.due else { return .noReport }
    return due > occasion.at ? .pending : .due
  }

  /// Of all its messages, as they were sent.
  package func mobiles() -> [String] {
    parts.flatMap { $0.rows.map(\.mobile) }
  }

  /// What it takes in memory; nil where it is too long to be kept for long.
  private func bytes(ifWithin limit: Int) -> Int? {
    guard count <= limit else { return nil }
    var bytes = 0
    for part in parts {
      guard part.content.utf8.count <= String.mostBytesTold else { return nil }
      bytes += part.content.utf8.count
      for row in part.rows {
        guard row.mobile.utf8.count <= String.mostBytesTold else { return nil }
        bytes += row.keptBytes
      }
    }
    return bytes
  }

  /// With so many messages at most, to be kept for long.
  package func shortened(to limit: Int) -> (note: SubmissionNote, bytes: Int) {
    if let bytes = bytes(ifWithin: limit) { return (self, bytes) }
    var parts: [Part] = []
    var (room, bytes) = (limit, 0)
    for part in self.parts where room > 0 {
      var kept = part
      kept.shorten(to: room)
      room -= kept.rows.count
      bytes += kept.content.utf8.count
      bytes += kept.rows.reduce(0) { $0 + $1.keptBytes }
      parts.append(kept)
    }
    return (SubmissionNote(self, parts), bytes)
  }
}

extension MessageRow {
  fileprivate var keptBytes: Int {
    MemoryLayout<MessageRow>.stride + mobile.utf8.count
      + copies.count * MemoryLayout<MessageCopy>.stride
  }
}

extension SubmissionNote.Part {
  /// A text or a number may be as long as a request, when it is refused for just that.
  fileprivate mutating func shorten(to limit: Int) {
    content = content.cut
    if rows.count > limit { rows = Array(rows.prefix(limit)) }
    for index in rows.indices where rows[index].mobile.utf8.count > String.mostBytesTold {
      rows[index].mobile = rows[index].mobile.cut
    }
  }
}

extension ReportsNote {
  package func mobiles() -> [String] { reports.map(\.mobile) }

  /// The first of them: a report's row, what it is about, the number and the stat.
  package func items(limit: Int) -> [(row: Int64, mid: MessageID, mobile: String, stat: String)] {
    reports.prefix(limit).map { ($0.row, $0.id, $0.mobile, $0.stat) }
  }

  package func shortened(to limit: Int) -> ReportsNote {
    var note = self
    if reports.count > limit { note.reports = Array(reports.prefix(limit)) }
    return note
  }
}

extension RepliesNote {
  package func items(limit: Int) -> [(row: Int64, mid: MessageID, mobile: String, content: String)]
  {
    replies.prefix(limit).map { ($0.row, $0.id, $0.mobile, $0.content) }
  }

  package func shortened(to limit: Int) -> RepliesNote {
    var note = self
    if replies.count > limit { note.replies = Array(replies.prefix(limit)) }
    return note
  }
}

extension ReplyNote {
  package var dueTime: LocalTime { occasion.localTime(of: due) }
}

extension PushNote {
  package func mobiles() -> [String] {
    items.map { item in
      switch item {
      case .report(let report): report.mobile
      case .reply(let reply): reply.mobile
      }
    }
  }

  /// When it is tried again.
  package var nextTime: LocalTime? { nextAt.map { occasion.localTime(of: $0) } }

  /// The first of what it brings: the row of a report or a reply, and what stands there.
  package func items(limit: Int) -> [(row: Int64, item: PushItem)] {
    zip(rows, items).prefix(limit).map { ($0.id, $1) }
  }

  package func shortened(to limit: Int) -> PushNote {
    var note = self
    if rows.count > limit { note.rows = Array(rows.prefix(limit)) }
    if items.count > limit { note.items = Array(items.prefix(limit)) }
    return note
  }
}

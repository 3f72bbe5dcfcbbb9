/// Gathers what the next push of a queue brings from the items that wait there, which it is offered
/// in due order.
///
/// An item that goes after the next one (a rule's `push: reorder`) is held until that one has been
/// offered, and stands behind it. If that one is such an item itself, the two change places. Alone
/// it waits.
struct PushBatch {
  private let time: Instant
  private let style: (WaitingItem) -> PushStyle
  private(set) var items: [WaitingItem] = []
  /// What they are pushed in; nil while there are none.
  private(set) var itemStyle: PushStyle?
  /// An item that this push goes before, and that has no place in it.
  private(set) var overtaken: PushedRow?
  /// When the first one falls due that has not yet; nil: none was offered.
  private(set) var nextDue: Instant?
  private var held: WaitingItem?
  private var isFull = false

  /// - Parameters:
  ///   - time: what is due later is not brought.
  ///   - style: what an item is to be pushed in; a push has one.
  init(dueBy time: Instant, style: @escaping (WaitingItem) -> PushStyle) {
    self.time = time
    self.style = style
  }

  /// - Returns: whether it wants more.
  mutating func offer(_ item: WaitingItem) -> Bool {
    guard !isFull else { return false }
    guard item.due <= time else {
      nextDue = item.due
      isFull = true
      return false
    }
    if item.goesAfterNext, held == nil {
      held = item
      return true
    }
    guard add(item) else { return false }
    if let held {
      self.held = nil
      if !add(held) { overtaken = held.row }
    }
    return !isFull
  }

  /// - Returns: false if the push has no place for it.
  private mutating func add(_ item: WaitingItem) -> Bool {
    let style = style(item)
    guard !isFull, itemStyle == nil || itemStyle == style else {
      isFull = true
      return false
    }
    itemStyle = style
    items.append(item)
    isFull = items.count >= style.mostItems
    return true
  }
}

extension ReportPlan {
  /// One of the stats, by their weights; nil: none comes.
  func drawStat(_ chance: inout SplitMix64) -> String? {
    guard stats.count > 1 else { return stats[0].stat }
    let total = stats.reduce(Int64(0)) { $0 + Int64($1.weight) }
    var drawn = chance.next(in: 1...total)
    for weighted in stats {
      drawn -= Int64(weighted.weight)
      if drawn <= 0 { return weighted.stat }
    }
    return stats[stats.count - 1].stat
  }
}

/// When a request came, by both clocks. A world's clock that stands still, or leaps, makes nobody hasty
/// or slow: between two moments lies what the clock says by which more has passed.
struct Moment: Sendable {
  var world: Instant
  var machine: Instant

  init(_ setting: Decision.Setting) {
    world = setting.time
    machine = setting.now
  }

  func elapsed(since earlier: Moment) -> TimeSpan {
    max(world - earlier.world, machine - earlier.machine)
  }
}

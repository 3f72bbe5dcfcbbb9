/// What a listener grants its clients, in bytes, seconds and numbers.
package struct ListenerLimits: Sendable, Equatable {
  /// Request line and header lines together; more is answered 400.
  package var maxHeaderBytes = 16 << 10
  /// Header lines of a request; more is answered 400.
  package var maxHeaderLines = 100
  /// The body of a request; more is answered 413.
  package var maxBodyBytes = 4 << 20
  /// From a request's first byte to its last.
  package var requestSeconds: Int64 = 20
  /// Between an answer and the next request's first byte, and before the first one.
  package var idleSeconds: Int64 = 75
  /// Without one byte of an answer being taken.
  package var writeSeconds: Int64 = 20
  /// Connections at a time; further ones are closed at once.
  package var maxConnections = 4096

  package init() {}
}

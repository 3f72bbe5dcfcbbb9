/// A pattern over a text: a glob, which the whole text must fit, or a `/regular expression/`, which
/// may match anywhere in it.
package struct TextPattern: Sendable, Equatable {
  /// As written.
  package let source: String
}

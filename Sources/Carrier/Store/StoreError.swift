/// What went wrong with the store, in words for a person.
package struct StoreError: Error, CustomStringConvertible {
  package let description: String
  /// SQLite's extended result code, where it was SQLite that failed.
  package let code: Int32?

  init(_ description: String, code: Int32? = nil) {
    self.description = description
    self.code = code
  }
}

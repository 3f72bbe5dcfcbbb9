/// What went wrong with the store, in words for a person.
package struct StoreError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

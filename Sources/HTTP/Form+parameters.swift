extension Form {
  /// A parameter as it was sent.
  package struct Parameter: Sendable, Equatable {
    package enum Place: String, Sendable { case query, body }

    package var place: Place
    package var name: String
    package var value: String
    /// Whether the value's bytes are no text in the form's charset: what is none of it reads U+FFFD.
    package var isDamaged: Bool
  }

  /// All of them, in the order they were sent, the query's first; those that another one wins over
  /// and those that nobody knows, too.
  package var parameters: [Parameter] {
    parameters(of: query, .query) + parameters(of: body, .body)
  }

  private func parameters(of fields: FormFields, _ place: Parameter.Place) -> [Parameter] {
    fields.all.map { name, value in
      Parameter(
        place: place, name: charset.text(name), value: charset.text(value),
        isDamaged: charset.validText(value) == nil)
    }
  }
}

extension FormFields {
  /// Every field's name and value, percent-decoded.
  var all: [(name: Bytes, value: Bytes)] {
    fields.map { field in
      isURLEncoded
        ? (PercentEncoding.decode(bytes[field.name]), PercentEncoding.decode(bytes[field.value]))
        : (Bytes(bytes[field.name]), Bytes(bytes[field.value]))
    }
  }
}

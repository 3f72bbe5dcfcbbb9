/// Some of a scenario's rules: those that an account can meet by an operation of a dialect.
struct RuleIndex: Sendable {
  /// Those for any number, any text and any access code.
  private var unconditional: [Int] = []
  /// Those for any number and any text, but for some access codes.
  private var byExtno: [(place: Int, globs: [Glob])] = []
  private var mobiles = MobileIndex()
  /// Those for some texts and any number.
  private var contents = ContentIndex()

  var isEmpty: Bool {
    unconditional.isEmpty && byExtno.isEmpty && mobiles.isEmpty && contents.isEmpty
  }

  init(_ rules: [Rule], at places: [Int]) {
    for place in places {
      let criteria = rules[place].criteria
      if !criteria.mobiles.isEmpty {
        mobiles.add(criteria.mobiles, of: place)
      } else if !criteria.contents.isEmpty {
        contents.add(criteria.contents, of: place)
      } else if !criteria.extnos.isEmpty {
        byExtno.append((place, criteria.extnos))
      } else {
        unconditional.append(place)
      }
    }
  }

  /// The places of the rules that fit a request's numbers, texts and access code, in their order.
  func places(fitting question: RuleQuestion, of rules: [Rule]) -> [Int] {
    var found = unconditional
    if let extno = question.extno {
      for (place, globs) in byExtno where globs.contains(where: { $0.matches(extno) }) {
        found.append(place)
      }
    }
    for part in question.parts {
      if !contents.isEmpty {
        contents.forEachRule(fitting: part.content) { Self.insert($0, into: &found) }
      }
      guard !mobiles.isEmpty else { continue }
      for mobile in part.mobiles {
        mobiles.forEachRule(fitting: RuleNumber(mobile)) { place in
          guard !found.contains(place) else { return }
          let patterns = rules[place].criteria.contents
          if patterns.isEmpty || patterns.contains(where: { $0.matches(part.content) }) {
            found.append(place)
          }
        }
      }
    }
    if found.count > 1 { found.sort() }
    return found
  }

  private static func insert(_ place: Int, into found: inout [Int]) {
    if !found.contains(place) { found.append(place) }
  }
}

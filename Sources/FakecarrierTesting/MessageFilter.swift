internal import Foundation

/// Which messages are meant; all that is given must hold.
public struct MessageFilter: Sendable {
  /// A number, whatever stands before its eleven digits, or a glob of `*` and `?`: `138*`.
  public var mobile: String?
  /// A part of the text.
  public var content: String?
  public var account: String?
  /// A wire language's name.
  public var dialect: String?
  public var scenario: String?
  /// Only messages that came after this one.
  public var after: Message?

  public init(
    to mobile: String? = nil, containing content: String? = nil, account: String? = nil,
    dialect: String? = nil, scenario: String? = nil, after: Message? = nil
  ) {
    self.mobile = mobile
    self.content = content
    self.account = account
    self.dialect = dialect
    self.scenario = scenario
    self.after = after
  }

  /// By the control API's names; scenarios apart.
  var match: [(name: String, value: String)] {
    [
      ("mobile", mobile), ("content", content), ("account", account), ("dialect", dialect),
      ("since", after.map { String($0.id) }),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  var query: [(name: String, value: String)] {
    match + (scenario.map { [("scenario", $0)] } ?? [])
  }
}

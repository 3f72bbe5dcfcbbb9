internal import Carrier

extension Httpbatch {
  package var manners: Manners { HttpbatchManners.all }
}

/// What document 001 asks of clients. It takes GET and POST alike.
enum HttpbatchManners {
  static let all = Manners(
    advice: ClientAdvice(
      dialect: HttpbatchCodes.policy.name, betweenBalances: .init(.seconds(10), "001 §4.4")),
    requests: [
      .init(
        Httpbatch.sendPath, nil, "001 §1.2", .either, encodedBy: "001 §1.2",
        login + [
          .init("mobile", .mandatory, .numbers(most: [.limit(50_000, "001 §1.1")])),
          // The table of parameters has 700, the table of codes 536.
          .init(
            "msg", .mandatory,
            .text(most: [.limit(700, "001 §1.2"), .advised(536, "001 §1.3.3")])),
          .init("needstatus", .mandatory, .oneOf(["true", "false"], .error)),
          .init("product", .optional),
          .init("extno", .optional, .digits(most: nil), "001 §1.3.3"),
        ]),
      .init(
        Httpbatch.balancePath, nil, "001 §4.2", .either, encodedBy: "001 §1.2", login),
    ])

  private static let login: [ParameterManners] = [
    .init("account", .mandatory, .name),
    .init("pswd", .mandatory, .password),
  ]
}

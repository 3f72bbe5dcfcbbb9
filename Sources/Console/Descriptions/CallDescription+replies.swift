/// The texts of handsets (MO).
extension CallDescription {
  static let replies = CallDescription(
    "listReplies", "the texts of handsets (MO), the newest first", query: ListCalls.replies,
    answers: [.json("a part of the list", .page(of: .reply))])

  static let postReply = CallDescription(
    "sendReply", "a handset answers (MO)",
    body: .json(
      .closed([
        Schema.Field("account", .text),
        Schema.Field("mobile", .pattern("^((\\+|00)?86)?1[3-9][0-9]{9}$", example: "13800138000")),
        Schema.Field(
          "extno", .text, "the access code; the account's first where it is left out",
          isOptional: true),
        Schema.Field("content", .text, "TD, T and 退订 unsubscribe"),
        Schema.Field("after", .span, "from now on; 1s where it is left out", isOptional: true),
      ])),
    answers: [
      .json("the reply", .reply, status: 201),
      .problem(400, "the body is not JSON, or a parameter is unknown").or("text/plain"),
      .problem(404, "there is no such account, or no such scenario"),
      .problem(422, "the body has a mistake"),
    ])
}

extension Schema {
  fileprivate static let reply = Schema.named(
    "Reply",
    .object(
      [
        Field("id", .id),
        Field("mid", .mid, "what names it on the wire"),
        Field("account", .text),
        Field("scenario", .text),
        Field("mobile", .text),
        Field("extno", .text),
        Field("content", .text),
        Field("at", .time, "when it was sent"),
      ] + deliveryFields + [Field("push", .nullable(.id), "the last push that it was part of")]))
}

internal import Carrier
internal import HTTP

extension Credentials {
  /// What the documents with an enterprise id ask for.
  init(_ form: Form) {
    self.init(
      account: form.text("account"), password: form.text("password"), userid: form.text("userid"))
  }
}

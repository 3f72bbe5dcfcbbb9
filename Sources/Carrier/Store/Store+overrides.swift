internal import GRDB

extension Store {
  /// What the control API changed of an account's settings.
  func saveOverrides(of account: Account) throws {
    let overrides = AccountPatch.overrides(of: account.overriddenKeys, in: account.settings)
    try write { db in
      try db.execute(
        sql: "UPDATE account SET overrides = ? WHERE id = ?", arguments: [overrides, account.id])
    }
  }

  /// Stores the balances of an account whose products are others now.
  func replaceProducts(of account: Account) throws {
    try write { db in
      try db.execute(sql: "DELETE FROM product WHERE account = ?", arguments: [account.id])
      for (place, balance) in account.state.products.enumerated() {
        try db.execute(
          sql: "INSERT INTO product (account, place, balance) VALUES (?, ?, ?)",
          arguments: [account.id, place, balance])
      }
    }
  }
}

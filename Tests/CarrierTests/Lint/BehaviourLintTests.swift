import Testing

@testable import Carrier

/// What shows over several requests: each rule with a client that breaks it and one that does not.
@Suite struct BehaviourLintTests {
  @Test func aBalanceIsAskedForTooOften() {
    let client = LintedClient()
    #expect(client.askBalance().isEmpty)
    client.wait(.seconds(3))
    #expect(client.askBalance() == ["balance-polled-too-often: the balance 3 s after request 1"])
    client.wait(.seconds(10))
    #expect(client.askBalance().isEmpty)
    client.wait(.seconds(1))
    #expect(
      client.askBalance(refused: .tooFast) == [
        "balance-polled-too-often: the balance 1 s after request 3"
      ])
  }

  @Test func aTextGoesTwiceToANumber() {
    let client = LintedClient()
    #expect(client.send("hello", to: "13800138000").isEmpty)
    client.wait(TimeSpan(milliseconds: 59_500))
    #expect(
      client.send("hello", to: "13800138001", "13800138000") == [
        "sent-twice: the same text to 13800138000 59.5 s after request 1"
      ])
    client.wait(.seconds(60))
    #expect(client.send("hello", to: "13800138000").isEmpty)
    #expect(client.send("hello!", to: "13800138000").isEmpty)
    #expect(
      client.send("twin", to: "13800138000", "+8613800138000") == [
        "sent-twice: the same text to +8613800138000 twice in one request"
      ])
  }

  @Test func whatWasRefusedWasNotSent() {
    let client = LintedClient()
    #expect(client.send("hello", to: "13800138000", refused: .insufficientBalance).isEmpty)
    #expect(client.send("hello", to: "13800138000").isEmpty)
  }

  @Test func twoClientsMaySendTheSame() {
    let client = LintedClient()
    #expect(client.send("hello", to: "13800138000").isEmpty)
    client.account = "b"
    #expect(client.send("hello", to: "13800138000").isEmpty)
  }

  @Test func aFinalRefusalIsNotRetried() {
    let client = LintedClient()
    #expect(client.beRefused(.accountExpired, "hello").isEmpty)
    client.wait(.seconds(5))
    #expect(
      client.beRefused(.accountExpired, "hello") == [
        "retried-refusal: account_expired again 5 s after request 1"
      ])
    #expect(client.beRefused(.accountExpired, "another").isEmpty)
    client.wait(.seconds(61))
    #expect(client.beRefused(.accountExpired, "hello").isEmpty)
  }

  @Test func aWrongLoginIsWrongForEveryRequest() {
    let client = LintedClient()
    #expect(client.beRefused(.wrongPassword, "hello").isEmpty)
    #expect(
      client.beRefused(.wrongPassword, "another") == [
        "retried-refusal: wrong_password again 0 s after request 1"
      ])
    client.password = "another"
    #expect(client.beRefused(.wrongPassword, "hello").isEmpty)
  }

  @Test func whatMayGoWellLaterMayBeRetried() {
    let client = LintedClient()
    for _ in 0..<4 { #expect(client.beRefused(.insufficientBalance, "hello").isEmpty) }
    for _ in 0..<4 { #expect(client.beRefused(.outsideHours, "hello").isEmpty) }
  }

  @Test func aThrottleIsHeeded() {
    let client = LintedClient()
    #expect(client.beRefused(.tooFast, "0").isEmpty)
    for number in 1...4 { #expect(client.beRefused(.tooFast, "\(number)").isEmpty) }
    #expect(
      client.beRefused(.tooFast, "5") == [
        "ignored-throttle: 5 sends in a row, each within 30 s of a throttle"
      ])
    client.wait(.seconds(30))
    #expect(client.send("6", to: "13800138000").isEmpty)
    #expect(client.send("7", to: "13800138000").isEmpty)
  }

  @Test func anEmptyQueueIsNotAskedWithoutAPause() {
    let client = LintedClient()
    for _ in 0..<9 { #expect(client.pull(0).isEmpty) }
    #expect(
      client.pull(0) == [
        "empty-pull-loop: 10 report pulls in a row found nothing, no second apart"
      ])
    #expect(client.pull(1).isEmpty)
    for _ in 0..<20 {
      #expect(client.pull(0).isEmpty)
      client.wait(.seconds(1))
    }
  }

  /// A client cannot help it that a world's clock stands still, or was moved by a test.
  @Test func theClockByWhichMorePassedCounts() {
    let client = LintedClient()
    _ = client.send("hello", to: "13800138000")
    client.machine = client.machine + .seconds(61)
    #expect(client.send("hello", to: "13800138000").isEmpty)
    client.world = client.world + .seconds(61)
    #expect(client.send("hello", to: "13800138000").isEmpty)
    client.world = client.world - .seconds(3600)
    #expect(client.send("hello", to: "13800138000").count == 1)
  }

  @Test func aWorldThatBeginsAnewForgets() {
    let client = LintedClient()
    _ = client.send("hello", to: "13800138000")
    client.identity += 1
    #expect(client.send("hello", to: "13800138000").isEmpty)
    #expect(client.send("hello", to: "13800138000").count == 1)
  }

  @Test func theFewestAccountsAreForgottenFirst() {
    let client = LintedClient()
    _ = client.send("hello", to: "13800138000")
    for number in 0..<BehaviourLint.mostAccounts / 2 {
      client.account = "other\(number)"
      _ = client.askBalance()
    }
    client.account = "a"
    #expect(client.send("hello", to: "13800138000").count == 1)
    for number in 0..<BehaviourLint.mostAccounts {
      client.account = "another\(number)"
      _ = client.askBalance()
    }
    client.account = "a"
    #expect(client.send("hello", to: "13800138000").isEmpty)
    client.account = String(repeating: "long", count: 20)
    #expect(client.askBalance().isEmpty)
    #expect(client.askBalance().isEmpty)
  }
}

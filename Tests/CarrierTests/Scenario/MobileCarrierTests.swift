import Testing

@testable import Carrier

struct MobileCarrierTests {
  @Test(
    arguments: [
      ("130", .unicom), ("131", .unicom), ("132", .unicom), ("133", .telecom), ("1340", .mobile),
      ("1348", .mobile), ("13490", nil), ("13492", .telecom), ("13493", .telecom),
      ("13499", .telecom),
      ("135", .mobile), ("138", .mobile), ("139", .mobile), ("140", nil), ("141", nil),
      ("142", nil),
      ("143", nil), ("144", nil), ("145", .unicom), ("146", .unicom), ("147", .mobile),
      ("148", .mobile), ("149", .telecom), ("150", .mobile), ("151", .mobile), ("152", .mobile),
      ("153", .telecom), ("154", nil), ("155", .unicom), ("156", .unicom), ("157", .mobile),
      ("158", .mobile), ("159", .mobile), ("160", nil), ("161", nil), ("1619", nil),
      ("162", .telecom), ("163", nil), ("164", nil), ("165", .mobile), ("166", .unicom),
      ("167", .unicom), ("168", nil), ("169", nil), ("1700", .telecom), ("1701", .telecom),
      ("1702", .telecom), ("1703", .mobile), ("1704", .unicom), ("1705", .mobile),
      ("1706", .mobile),
      ("1707", .unicom), ("1708", .unicom), ("1709", .unicom), ("171", .unicom), ("172", .mobile),
      ("173", .telecom), ("17400", .telecom), ("17405", .telecom), ("17406", nil), ("1741", nil),
      ("1749", nil), ("175", .unicom), ("176", .unicom), ("177", .telecom), ("178", .mobile),
      ("179", nil), ("180", .telecom), ("181", .telecom), ("182", .mobile), ("183", .mobile),
      ("184", .mobile), ("185", .unicom), ("186", .unicom), ("187", .mobile), ("188", .mobile),
      ("189", .telecom), ("190", .telecom), ("191", .telecom), ("192", .mobile), ("193", .telecom),
      ("194", nil), ("195", .mobile), ("196", .unicom), ("197", .mobile), ("198", .mobile),
      ("199", .telecom),
    ] as [(String, MobileCarrier?)])
  func knowsTheSegments(prefix: String, carrier: MobileCarrier?) throws {
    for digit in "059" {
      let number = prefix + String(repeating: digit, count: 11 - prefix.count)
      #expect(MobileCarrier.of(try #require(MobileNumber(number))) == carrier)
    }
  }

  @Test func knowsTheMagicNumbersAsTelecom() throws {
    #expect(MobileCarrier.of(try #require(MobileNumber("19900001231"))) == .telecom)
  }

  @Test(
    arguments: [
      ("13900000000", 13_900_000_000), ("+8613900000000", 13_900_000_000),
      ("8613900000000", 13_900_000_000), ("008613900000000", 13_900_000_000),
      ("19999999999", 19_999_999_999), ("12900000000", nil), ("1390000000", nil),
      ("139000000000", nil), ("1390000000a", nil), ("+8713900000000", nil), ("861290000000", nil),
      ("", nil), ("１３９００００００００", nil), ("8612900000000", nil), (" 13900000000", nil),
    ] as [(String, UInt64?)])
  func readsNumbers(text: String, value: UInt64?) {
    #expect(MobileNumber(text)?.value == value)
  }

  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false),
    ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false),
    ("0.0.0.0/0", "1.2.3.4", true), ("::1", "::1", true), ("fe80::/10", "febf::1", true),
    ("fe80::/10", "fec0::1", false), ("::/0", "1.2.3.4", false),
  ])
  func knowsAddressRanges(range: String, address: String, isWithin: Bool) throws {
    let address = try #require(CallerAddress(address))
    #expect(try #require(AddressRange(range)).contains(address) == isWithin)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/+8", "::/129", "a", "1.2.3.4\0",
  ])
  func refusesOtherAddresses(text: String) {
    #expect(AddressRange(text) == nil)
  }
}

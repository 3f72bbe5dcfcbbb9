/// Which carrier a mobile number belongs to, by its first digits.
///
/// After the MIIT's list of the mobile network codes (网号) and H0 digits assigned by the end of
/// March 2023, 我国公众移动通信网网号及H₀分配情况, made under its numbering plan, 电信网编号计划
/// （2017年版）. A number that its owner took along to another carrier still counts for the one it
/// began with.
enum NumberSegments {
  private static let table: [(carrier: MobileCarrier, prefixes: [String])] = [
    (.unicom, ["130", "131", "132"]),
    (.telecom, ["133"]),
    (.mobile, ["1340", "1341", "1342", "1343", "1344", "1345", "1346", "1347", "1348"]),
    // Satellite telephones. Of 1349 only these three have been assigned.
    (.telecom, ["13492", "13493", "13499"]),
    (.mobile, ["135", "136", "137", "138", "139"]),
    // 140 to 144 begin the 13 digits of machines (物联网), which are no mobile numbers here. 145 to
    // 149 have 11 digits; most of them are in machines and data cards, which do take messages.
    (.unicom, ["145", "146"]),
    (.mobile, ["147", "148"]),
    (.telecom, ["149"]),
    (.mobile, ["150", "151", "152"]),
    (.telecom, ["153"]),
    (.unicom, ["155", "156"]),
    (.mobile, ["157", "158", "159"]),
    // Resold (移动转售): 162, 165, 167, 170 and 171 count for the network they run on. 1619 is China
    // Satellite Network's, which is none of the three.
    (.telecom, ["162"]),
    (.mobile, ["165"]),
    (.unicom, ["166", "167"]),
    (.telecom, ["1700", "1701", "1702"]),
    (.mobile, ["1703", "1705", "1706"]),
    (.unicom, ["1704", "1707", "1708", "1709"]),
    (.unicom, ["171"]),
    (.mobile, ["172"]),
    (.telecom, ["173"]),
    // Satellite telephones; the rest of 174 is with others than the three, or with nobody.
    (.telecom, ["17400", "17401", "17402", "17403", "17404", "17405"]),
    (.unicom, ["175", "176"]),
    (.telecom, ["177"]),
    (.mobile, ["178"]),
    (.telecom, ["180", "181"]),
    (.mobile, ["182", "183", "184"]),
    (.unicom, ["185", "186"]),
    (.mobile, ["187", "188"]),
    (.telecom, ["189", "190", "191"]),
    // China Broadnet's, which runs on China Mobile's network.
    (.mobile, ["192"]),
    (.telecom, ["193"]),
    (.mobile, ["195"]),
    (.unicom, ["196"]),
    (.mobile, ["197", "198"]),
    (.telecom, ["199"]),
  ]

  /// The first five digits of a mobile number, 13000 to 19999, tell all that the table does.
  private static let lowest = 13_000
  private static let byFiveDigits: [MobileCarrier?] = {
    var carriers = [MobileCarrier?](repeating: nil, count: 20_000 - lowest)
    for (carrier, prefixes) in table {
      for prefix in prefixes {
        guard let digits = Int(prefix), (3...5).contains(prefix.count) else {
          fatalError("the segment \(prefix) is not three to five digits")
        }
        let width = prefix.count == 3 ? 100 : prefix.count == 4 ? 10 : 1
        for index in (digits * width)..<((digits + 1) * width) {
          carriers[index - lowest] = carrier
        }
      }
    }
    return carriers
  }()

  static func carrier(of number: MobileNumber) -> MobileCarrier? {
    let index = Int(number.value / 1_000_000) - lowest
    return byFiveDigits.indices.contains(index) ? byFiveDigits[index] : nil
  }
}

extension MobileCarrier {
  /// Nil if the number's segment is not assigned, or to none of the three.
  package static func of(_ number: MobileNumber) -> MobileCarrier? {
    NumberSegments.carrier(of: number)
  }
}

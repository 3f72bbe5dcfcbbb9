// swift-tools-version: 6.2
import PackageDescription

/// The rooms of the house, each a target; `docs/architecture.md` says what belongs where.
/// A room may import only what is listed here, which the build checks
/// (`--explicit-target-dependency-import-check error`, see the Makefile).
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "fakecarrier",
  products: [
    .executable(name: "fakecarrier", targets: ["fakecarrier"]),
    .library(name: "FakecarrierTesting", targets: ["FakecarrierTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // 5: the command line.
    .executableTarget(
      name: "fakecarrier",
      dependencies: [
        "Server",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict,
      // In the place of the system's malloc: see docs/architecture.md, "Where things are kept".
      linkerSettings: [.linkedLibrary("mimalloc", .when(platforms: [.linux]))]),

    // 5: a carrier inside a Swift test suite.
    .target(
      name: "FakecarrierTesting",
      dependencies: [
        "Server", "Reactor", "Carrier", "HTTP",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // 4: assembly, and the two flows.
    .target(
      name: "Server",
      dependencies: [
        "Console", "Inbox", "Dialects", "Reactor", "Carrier", "HTTP",
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [.embedInCode("BuiltIn/default.yaml")],
      swiftSettings: strict),

    // 3: control API; inbox page; wire languages, one folder each.
    .target(name: "Console", dependencies: ["Carrier", "HTTP"], swiftSettings: strict),
    .target(
      name: "Inbox", dependencies: ["HTTP"], resources: [.embedInCode("Page")],
      swiftSettings: strict),
    .target(name: "Dialects", dependencies: ["Carrier", "HTTP"], swiftSettings: strict),

    // 2: the pretend carrier; libevent.
    .target(
      name: "Carrier",
      dependencies: [
        "CPCRE2",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Reactor",
      dependencies: ["HTTP", "CLibevent"],
      swiftSettings: strict),

    // 1: pure values.
    .target(name: "HTTP", swiftSettings: strict),

    // 0: the C libraries.
    .systemLibrary(
      name: "CLibevent", pkgConfig: "libevent", providers: [.apt(["libevent-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),

    // What `make bench` measures against.
    .executableTarget(
      name: "floor-evhttp", dependencies: ["CLibevent"], path: "Benchmarks/FloorEvhttp",
      swiftSettings: strict),
    .executableTarget(
      name: "floor-receiver", path: "Benchmarks/FloorReceiver", swiftSettings: strict),
    .executableTarget(
      name: "floor-sqlite", dependencies: [.product(name: "GRDBSQLite", package: "GRDB.swift")],
      path: "Benchmarks/FloorSQLite", swiftSettings: strict),

    // What tests hold JSON against.
    .target(name: "JSONSchemas", path: "Tests/JSONSchemas", swiftSettings: strict),

    .testTarget(name: "HTTPTests", dependencies: ["HTTP"], swiftSettings: strict),
    .testTarget(name: "InboxTests", dependencies: ["Inbox", "HTTP"], swiftSettings: strict),
    .testTarget(
      name: "ReactorTests", dependencies: ["Reactor", "HTTP", "CLibevent"], swiftSettings: strict),
    .testTarget(
      name: "CarrierTests",
      dependencies: [
        "Carrier",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DialectsTests", dependencies: ["Dialects", "Carrier", "HTTP", "JSONSchemas"],
      swiftSettings: strict),
    .testTarget(
      name: "FakecarrierTestingTests", dependencies: ["FakecarrierTesting"], swiftSettings: strict),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Server", "Console", "Dialects", "Reactor", "Carrier", "HTTP", "JSONSchemas",
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Golden", "Transcripts"],
      swiftSettings: strict),
  ]
)

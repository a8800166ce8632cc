// swift-tools-version: 6.2
import PackageDescription

/// One set of settings for every target: the language's strictest reading, and no warnings.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

func floor(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.init(stringLiteral: name)] + dependencies,
        swiftSettings: strict
    )
}

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let collections = product(name: "Collections", package: "swift-collections")
    static let configuration = product(name: "Configuration", package: "swift-configuration")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let grdbSQLite = product(name: "GRDBSQLite", package: "GRDB.swift")
    static let histogram = product(name: "Histogram", package: "hdrhistogram-swift")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let jwtKit = product(name: "JWTKit", package: "jwt-kit")
    static let logging = product(name: "Logging", package: "swift-log")
    static let metrics = product(name: "Metrics", package: "swift-metrics")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioHTTPTypes = product(name: "NIOHTTPTypes", package: "swift-nio-extras")
    static let nioHTTPTypesHTTP1 = product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
    static let serviceLifecycle = product(
        name: "ServiceLifecycle",
        package: "swift-service-lifecycle"
    )
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let yams = product(name: "Yams", package: "Yams")
}

// The floors of the house, from the ground up; `scripts/check-imports` holds the same table.
let package = Package(
    name: "SafetyQuiz",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "safetyquiz", targets: ["safetyquiz"]),
        .library(name: "ContestModel", targets: ["ContestModel"]),
        .library(name: "Scoring", targets: ["Scoring"]),
        .library(name: "Leaderboards", targets: ["Leaderboards"]),
        .library(name: "ContestEngine", targets: ["ContestEngine"]),
        .library(name: "SQLiteStore", targets: ["SQLiteStore"]),
        .library(name: "Exports", targets: ["Exports"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]
        ),
        .systemLibrary(name: "CKernelClock"),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(
            name: "CXLSXWriter",
            pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]
        ),
        .systemLibrary(
            name: "CQREncode",
            pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]
        ),
        floor("ContestModel", []),
        floor("Spreadsheets", ["CZip", "CXLSXWriter"]),
        floor("QuestionBanks", ["ContestModel", "Spreadsheets", .yams, .crypto]),
        floor("Scoring", ["ContestModel"]),
        floor("Leaderboards", ["ContestModel", .collections]),
        floor(
            "ContestEngine",
            [
                "CLibCrypto", "ContestModel", "Scoring", "Leaderboards", .crypto, .cryptoExtras,
                .logging, .metrics, .serviceLifecycle,
            ]
        ),
        floor("SQLiteStore", ["ContestModel", "ContestEngine", .grdb, .grdbSQLite]),
        floor("Audit", [.grdb, .crypto]),
        floor("Exports", ["ContestModel", "Leaderboards", "Spreadsheets", "CQREncode"]),
        // The pages' files as bytes, in C: see Sources/ContestPages/pages.c.
        .target(name: "ContestPages"),
        .target(
            name: "ContestHTTP",
            dependencies: [
                "ContestModel", "ContestEngine", "Leaderboards", "QuestionBanks", "Exports",
                "ContestPages", .hummingbird, .hummingbirdCore, .httpTypes, .nioCore, .nioHTTP1,
                .nioHTTPTypes, .jwtKit, .serviceLifecycle,
            ],
            exclude: ["Resources"],
            swiftSettings: strict
        ),
        floor(
            "LoadTest",
            [
                "ContestModel", .asyncHTTPClient, .histogram, .nioCore, .nioHTTP1, .nioPosix, .yams,
            ]
        ),
        .executableTarget(
            name: "safetyquiz",
            dependencies: [
                "ContestModel", "QuestionBanks", "ContestEngine", "SQLiteStore", "Audit",
                "Exports", "ContestHTTP", "LoadTest", "Spreadsheets", "CKernelClock",
                .argumentParser,
                .configuration,
                .asyncHTTPClient, .logging, .nioCore, .nioHTTP1, .serviceLifecycle, .unixSignals,
            ],
            swiftSettings: strict
        ),
        tests(of: "ContestModel"),
        tests(of: "Scoring", ["ContestModel"]),
        tests(of: "Leaderboards", ["ContestModel"]),
        tests(of: "Spreadsheets"),
        tests(of: "QuestionBanks", ["ContestModel", "Spreadsheets"]),
        .testTarget(
            name: "RuleSetTests",
            dependencies: ["ContestModel", "QuestionBanks", "Scoring", "Leaderboards"],
            swiftSettings: strict
        ),
        tests(of: "Audit", [.grdb, .crypto]),
        tests(of: "Exports", ["ContestModel", "Leaderboards", "Spreadsheets"]),
        tests(of: "LoadTest", ["ContestModel", .nioCore, .nioPosix]),
        .target(
            name: "StoreConformance",
            dependencies: ["ContestModel", "ContestEngine"],
            path: "Tests/StoreConformance",
            swiftSettings: strict
        ),
        tests(
            of: "ContestEngine",
            [
                "ContestModel", "Leaderboards", "Scoring", "StoreConformance", "SQLiteStore",
                .crypto, .logging,
            ]
        ),
        tests(
            of: "SQLiteStore",
            [
                "ContestModel", "ContestEngine", "Leaderboards", "StoreConformance", .crypto,
                .grdb, .logging,
            ]
        ),
        tests(
            of: "ContestHTTP",
            [
                "ContestModel", "ContestEngine", "QuestionBanks", "SQLiteStore", "Audit",
                "LoadTest", "safetyquiz", .asyncHTTPClient, .grdb, .httpTypes, .logging, .nioCore,
                .nioEmbedded, .nioHTTP1, .nioHTTPTypes, .nioHTTPTypesHTTP1, .serviceLifecycle,
            ]
        ),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x
)

// What libFuzzer runs, only where it is asked for: see Tests/Fuzz and `scripts/torture fuzz`.
if Context.environment["SAFETYQUIZ_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "ContestModel", "Spreadsheets", "QuestionBanks", "Leaderboards", "ContestEngine",
                "ContestHTTP", .nioCore,
            ],
            path: "Tests/Fuzz",
            swiftSettings: strict
        )
    )
}

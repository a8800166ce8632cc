// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what only benchmarks need does not slow the tests' build.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "SafetyQuiz", path: "../.."),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .executableTarget(
            name: "bench",
            dependencies: [
                .product(name: "ContestEngine", package: "SafetyQuiz"),
                .product(name: "SQLiteStore", package: "SafetyQuiz"),
                .product(name: "Exports", package: "SafetyQuiz"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)

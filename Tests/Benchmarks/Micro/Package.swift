// swift-tools-version: 6.2
import PackageDescription

// Micro-benchmarks of the pure heart, with instruction counts where the machine can read them; apart
// from the rounds beside it, so that neither waits for what only the other needs.
let package = Package(
    name: "Micro",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "SafetyQuiz", path: "../../.."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Micro",
            dependencies: [
                .product(name: "ContestModel", package: "SafetyQuiz"),
                .product(name: "Leaderboards", package: "SafetyQuiz"),
                .product(name: "Scoring", package: "SafetyQuiz"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/Micro",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        )
    ],
    swiftLanguageModes: [.v6]
)

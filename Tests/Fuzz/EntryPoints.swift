import Foundation

// What libFuzzer calls. One program holds every target; SAFETYQUIZ_FUZZ_TARGET names the one that
// runs. Where SAFETYQUIZ_FUZZ_SEEDS names a folder, the target's own seeds are written into it, for
// libFuzzer to begin from.
//
//     SAFETYQUIZ_FUZZ=1 swift build --sanitize=fuzzer --product Fuzz --scratch-path .build-fuzz
//     SAFETYQUIZ_FUZZ_TARGET=gift .build-fuzz/debug/Fuzz -max_total_time=60
//
// `scripts/torture fuzz` does both, for all targets.

private let target: FuzzTarget = {
    let environment = ProcessInfo.processInfo.environment
    let name = environment["SAFETYQUIZ_FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        let names = FuzzTarget.all.map(\.name).joined(separator: " ")
        print("SAFETYQUIZ_FUZZ_TARGET: \(names)")
        exit(64)
    }
    if let folder = environment["SAFETYQUIZ_FUZZ_SEEDS"] {
        for (number, seed) in target.seeds.enumerated() {
            let file = URL(fileURLWithPath: folder).appendingPathComponent("seed-\(number)")
            do { try Data(seed).write(to: file) } catch {
                print("\(file.path): \(error)")
                exit(73)
            }
        }
    }
    return target
}()

/// Called once, before anything is read.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer?, _ words: UnsafeMutableRawPointer?) -> CInt
{
    _ = target
    return 0
}

/// Called with every input; a trap is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    target.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}

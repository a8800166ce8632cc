import Foundation

/// Files that come with the program: scenarios and the bank of a load test.
///
/// They are looked for where the command was called, then beside the program and above it, so that it
/// may be called from anywhere.
enum ShippedFiles {
    /// The path of a file or folder such as `scripts/scenarios`; the same words where it is nowhere.
    static func path(_ name: String) -> String {
        folders.map { $0 + "/" + name }.first(where: FileManager.default.fileExists(atPath:))
            ?? name
    }

    private static var folders: [String] {
        var folders = ["."]
        guard
            let program = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe"
            )
        else { return folders }
        var folder = URL(fileURLWithPath: program).deletingLastPathComponent()
        folders.append(folder.path + "/../share/safetyquiz")
        // `.build/x86_64-unknown-linux-gnu/release/safetyquiz` is four levels below the sources.
        for _ in 0..<4 {
            folders.append(folder.path)
            folder.deleteLastPathComponent()
        }
        return folders
    }
}

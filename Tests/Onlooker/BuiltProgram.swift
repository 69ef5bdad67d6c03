import FoundationEssentials
import Glibc

/// The program that whole-program tests run: what users run, which is the release build.
package enum BuiltProgram {
    /// Where it is: `JARVIS_UNDER_TEST`, which `make test` sets; else the release build of this working copy as long as
    /// no source is newer, so that never an old one is tested unnoticed; else the debug build beside the tests.
    package static let path: String = {
        if let name = getenv("JARVIS_UNDER_TEST") { return String(cString: name) }
        let release = root + "/.build-release/release/jarvis"
        let debug = folder + "/jarvis"
        guard let built = modified(release) else {
            say("there is no release build (make build), so the debug build is tested: \(debug)")
            return debug
        }
        guard sources.allSatisfy({ (modified($0) ?? 0) <= built }) else {
            say("the release build is older than its sources, so the debug build is tested: \(debug)")
            return debug
        }
        return release
    }()

    /// What keeps it from being tested; `nil` when it is there.
    package static var missing: String? {
        access(path, X_OK) == 0 ? nil : "\(path) is not built"
    }

    /// The folder of the test bundle.
    private static var folder: String {
        var bytes: [CChar] = .init(repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &bytes, bytes.count)
        let path = String(decoding: bytes.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
    }

    /// The working copy, by the place of this file: Tests/Onlooker.
    package static var root: String {
        #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    }

    /// What the program is built from.
    private static var sources: [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: root + "/Sources")) ?? []
        return (["Package.swift"] + names.map { "Sources/" + $0 }).map { root + "/" + $0 }
    }

    /// When a file was last written, in seconds since 1970; `nil` when it is not there.
    private static func modified(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? status.st_mtim.tv_sec : nil
    }

    private static func say(_ words: String) {
        let line = "note: \(words)\n"
        Glibc.write(2, line, line.utf8.count)
    }
}

import Glibc

/// The program that writes a crash report: Swift's `swift-backtrace`.
///
/// An installed program has its own in `PREFIX/libexec/jarvis`, out of a toolchain's way; one that was only built
/// uses that of the toolchain on the PATH. Source: Swift's Docs, "Backtracing support in Swift", `swift-backtrace`.
enum Backtracer {
    /// Where it is; nil leaves the search to Swift's runtime.
    static func path(executable: String, searchPath: String) -> String? {
        let toolchains = searchPath.split(separator: ":").compactMap { resolved($0 + "/swift") }
        for program in [executable] + toolchains {
            guard let slash = program.lastIndex(of: "/") else { continue }
            for place in places {
                if let path = resolved(program[..<slash] + place), access(path, X_OK) == 0 { return path }
            }
        }
        return nil
    }

    /// From the folder of the program, or of a toolchain's `swift`.
    private static let places = [
        "/../libexec/jarvis/swift-backtrace", "/../libexec/swift/linux/swift-backtrace",
        "/../libexec/swift/linux/swift-backtrace-static",
    ]

    /// The settings of a house's crash reports: they ask nobody and go to a file.
    ///
    /// Without registers, because a report shows the memory that they point at, which may be part of a secret.
    /// Commas separate the settings and cannot be escaped: a report whose path has one goes to
    /// standard error, and a backtracer whose path has one is not named.
    static func settings(report: String?, backtracer: String?) -> String {
        let target = report.flatMap { $0.contains(",") ? nil : $0 } ?? "stderr"
        let settings = "enable=yes,interactive=no,color=no,registers=none,output-to=\(target)"
        guard let backtracer, !backtracer.contains(",") else { return settings }
        return settings + ",swift-backtrace=\(backtracer)"
    }

    private static func resolved(_ path: some StringProtocol) -> String? {
        guard let found = realpath(String(path), nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }
}

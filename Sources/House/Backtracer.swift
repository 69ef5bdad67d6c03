import Glibc

/// The program that writes a crash report: Swift's `swift-backtrace`.
///
/// A binary with the runtime linked in finds it only below its own prefix, so the toolchain on the
/// PATH is looked through as well. Source: Swift's Docs, "Backtracing support in Swift", `swift-backtrace`.
enum Backtracer {
    /// Where it is; nil leaves the search to Swift's runtime.
    static func path(executable: String, searchPath: String) -> String? {
        let toolchains = searchPath.split(separator: ":").compactMap { resolved($0 + "/swift") }
        for program in [executable] + toolchains {
            guard let slash = program.lastIndex(of: "/") else { continue }
            let folder = program[..<slash] + "/../libexec/swift/linux/"
            for name in ["swift-backtrace", "swift-backtrace-static"] {
                if let path = resolved(folder + name), access(path, X_OK) == 0 { return path }
            }
        }
        return nil
    }

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

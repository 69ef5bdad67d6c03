import Glibc

/// The page of figures: everything between its two marks is replaced by what a run found.
struct Page {
    let path: String

    private static let begin = "<!-- figures: written by make bench -->"
    private static let end = "<!-- end of figures -->"

    func replaceFigures(by findings: [Finding]) throws(BenchmarkError) {
        let lines = File.text(path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let before = lines.prefix { $0 != Self.begin }
        let after = lines.drop { $0 != Self.end }
        guard before.count < lines.count, !after.isEmpty else {
            throw .notShown(path, awaited: "the marks between which figures stand")
        }
        let table = ["| what | bound | measured | | beside it |", "|---|---|---|---|---|"]
        let new = [Self.begin, "", Self.heading, ""] + table + findings.map(\.row) + [""]
        try File.write((before + new + after).joined(separator: "\n"), to: path)
    }

    /// When and where.
    private static var heading: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date = [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday].map {
            $0 < 10 ? "0\($0)" : "\($0)"
        }
        return "Measured on \(date.joined(separator: "-")): \(machine)."
    }

    private static var machine: String {
        func value(_ key: String, in path: String) -> String? {
            let line = File.text(path).split(separator: "\n").first { $0.hasPrefix(key) }
            return line.flatMap { $0.split(separator: ":", maxSplits: 1).last }.map { $0.drop { $0 == " " } }
                .map(String.init)
        }
        let processor = value("model name", in: "/proc/cpuinfo") ?? "an unknown processor"
        let memory = value("MemTotal", in: "/proc/meminfo") ?? "unknown"
        return "\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) × \(processor), \(memory) of memory"
    }
}

import FoundationEssentials
import Glibc
import House
import Jarvis
import Screen

/// Examines what Jarvis stands on here: terminal, locale and Debian packages.
struct SystemCheckup {
    let environment: [String: String]

    func findings() -> [Finding] {
        [terminal, locale] + packages
    }

    private var terminal: Finding {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            return Finding("terminal", .unknown, "input and output are no terminal here")
        }
        do throws(ScreenError) {
            let terminal = try TTYDescription(environment: environment)
            let size = TerminalSize(of: STDOUT_FILENO).map { "\($0.columns)×\($0.rows)" } ?? "size unknown"
            return Finding(
                "terminal", .good,
                "\(terminal.type), \(size), colours: \(terminal.depth.rawValue), "
                    + "glyphs: \(terminal.glyphs.rawValue)")
        } catch {
            return Finding("terminal", .fault, error.told)
        }
    }

    private var locale: Finding {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        let name = names.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let wanted = newlocale(LC_CTYPE_MASK, "", nil) else {
            return Finding(
                "locale", .warning, "\(name ?? "") is not installed here; `locale -a` lists those that are")
        }
        defer { freelocale(wanted) }
        let charset = nl_langinfo_l(Int32(CODESET), wanted).map { String(cString: $0) } ?? "unknown"
        guard charset == "UTF-8" else {
            return Finding(
                "locale", .warning,
                "\(name ?? "none set") means \(charset): only ASCII is drawn; try LANG=C.UTF-8")
        }
        return Finding("locale", .good, "\(name ?? "none set"), \(charset)")
    }

    /// What a Debian package gives, and what is missing without it.
    private static let wanted: [(names: [String], use: String, verdict: Finding.Verdict)] = [
        (["libtinfo6"], "the screen", .fault), (["libsqlite3-0"], "the memory", .fault),
        (["libcurl4", "libcurl4t64"], "all connections", .fault),
        (["libssl3", "libssl3t64"], "certificates", .fault),
        (["ca-certificates"], "certificates signed by public authorities", .warning),
        (["ncurses-term"], "less common terminal types", .unknown),
    ]

    private var packages: [Finding] {
        guard let installed = DebianPackages.installed() else {
            return [Finding("packages", .unknown, "there is no dpkg database; this is no Debian")]
        }
        let missing = Self.wanted.filter { row in row.names.allSatisfy { installed[$0] == nil } }
        guard missing.isEmpty else {
            return missing.map { row in
                let name = row.names[0]
                return Finding(
                    "packages", row.verdict, "\(name) is missing, for \(row.use): apt install \(name)")
            }
        }
        let versions = Self.wanted.prefix(4).flatMap(\.names).compactMap { name in
            installed[name].map { "\(name) \($0)" }
        }
        return [Finding("packages", .good, versions.joined(separator: ", "))]
    }
}

/// What dpkg has installed: the format is that of deb-control(5), dpkg-query(1) names the file.
enum DebianPackages {
    /// Versions by package; `nil` where there is no dpkg.
    static func installed(file: String = "/var/lib/dpkg/status") -> [String: String]? {
        guard let data = FileManager.default.contents(atPath: file) else { return nil }
        var versions: [String: String] = [:]
        var name = ""
        var isInstalled = false
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("Package: ") {
                (name, isInstalled) = (String(line.dropFirst(9)), false)
            } else if line.hasPrefix("Status: ") {
                isInstalled = line.hasSuffix(" installed")
            } else if line.hasPrefix("Version: "), isInstalled {
                versions[name] = String(line.dropFirst(9))
            }
        }
        return versions
    }
}

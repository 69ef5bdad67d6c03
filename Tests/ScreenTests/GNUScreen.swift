import FoundationEssentials
import Glibc
import Screen
import Testing

/// GNU screen with one window of 80 columns, used as a terminal that can be asked what it shows.
final class GNUScreen {
    private let folder: String
    private static let path = "/usr/bin/screen"
    private static let name = "shown"

    /// What keeps it from being used; nil when it is there.
    static var missing: String? { access(path, X_OK) == 0 ? nil : "GNU screen is not installed" }

    init() throws {
        folder = "/tmp/screen-tests-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try #require(mkdir(folder, 0o700) == 0 && mkdir(folder + "/sockets", 0o700) == 0)
        let settings = "startup_message off\ndefutf8 on\naltscreen on\nterm screen-256color\n"
        try Data(settings.utf8).write(to: URL(filePath: folder + "/screenrc"))
    }

    deinit {
        run(["-S", Self.name, "-X", "quit"])
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The first lines that it shows after these bytes, without the spaces at their ends.
    func lines(_ count: Int, after bytes: [UInt8]) throws -> [String] {
        try Data(bytes).write(to: URL(filePath: folder + "/bytes"))
        // The answer tells that all before the question has gone through.
        let script =
            "stty raw -echo; cat \(folder)/bytes; printf '\\033[6n'; dd bs=1 count=6 of=/dev/null 2>/dev/null; "
            + ": > \(folder)/done; read x"
        run(["-c", folder + "/screenrc", "-U", "-dmS", Self.name, "/bin/sh", "-c", script])
        try waits("done")
        run(["-S", Self.name, "-X", "hardcopy", folder + "/copy.new"])
        // A window's commands are done in turn: the second copy ends after the first was written.
        run(["-S", Self.name, "-X", "hardcopy", folder + "/copy"])
        try waits("copy")
        let copy = FileManager.default.contents(atPath: folder + "/copy.new") ?? Data()
        let lines = String(decoding: copy, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        return lines.prefix(count).map { Tmux.trimmed(String($0)) }
    }

    private func waits(_ file: String) throws {
        for _ in 0..<1_000 where access(folder + "/" + file, F_OK) != 0 { usleep(10_000) }
        try #require(access(folder + "/" + file, F_OK) == 0)
    }

    private func run(_ arguments: [String]) {
        Command.run([Self.path] + arguments, environment: ["SCREENDIR=\(folder)/sockets"])
    }
}

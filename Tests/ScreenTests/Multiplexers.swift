import FoundationEssentials
import Glibc
import Screen
import Testing

/// A tmux server of its own, used as a terminal that can be asked what it shows.
final class Tmux {
    private let folder: String
    private let socket: String
    private static let path = ["/usr/bin/tmux", "/usr/local/bin/tmux"].first { (path: String) in
        access(path, X_OK) == 0
    }

    /// Whether tmux is installed here.
    static let isInstalled = path != nil

    init() throws {
        folder =
            FileManager.default.temporaryDirectory.path() + "screen-tests-\(UInt32.random(in: 0 ... .max))"
        socket = folder + "/socket"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // A session that stays keeps the server, and with it the channels, alive.
        _ = run(["new-session", "-d", "-s", "keeper", "cat"])
    }

    deinit {
        _ = run(["kill-server"])
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The lines a terminal of this size shows after these bytes, without the spaces at their ends.
    func lines(after bytes: [UInt8], size: Size) throws -> [String] {
        let name = "s\(UInt32.random(in: 0 ... .max))"
        let file = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(filePath: file))
        // The wait-for channel opens once the bytes have gone through; the read keeps the pane.
        let script =
            "stty raw -echo; cat \(file); printf '\\033[6n'; dd bs=1 count=6 of=/dev/null 2>/dev/null; "
            + "\(Tmux.path ?? "tmux") -S \(socket) wait-for -S \(name); read x"
        _ = run(["new-session", "-d", "-s", name, "-x", "\(size.width)", "-y", "\(size.height)", script])
        _ = run(["wait-for", name])
        let text = run(["capture-pane", "-p", "-t", "=\(name):"])
        _ = run(["kill-session", "-t", "=\(name)"])
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines = lines.map(Tmux.trimmed)
        return Array((lines + Array(repeating: "", count: size.height)).prefix(size.height))
    }

    /// A line without the spaces at its end.
    static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    private func run(_ arguments: [String]) -> String {
        let output = "\(folder)/output"
        Command.run(
            [Tmux.path ?? "tmux", "-S", socket, "-f", "/dev/null"] + arguments,
            environment: ["HOME=\(folder)"],
            output: output)
        return (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    }
}

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

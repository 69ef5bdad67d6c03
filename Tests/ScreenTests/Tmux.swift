import FoundationEssentials
import Glibc
import Screen

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

import FoundationEssentials
import Glibc
import Onlooker
import Terminal
import Testing

/// The demo on a terminal that the test itself is: every byte for it is known, and every cell.
final class Demo {
    let program: ScreenProgram
    /// Its home; gone with it.
    let folder: String

    /// Starts it and waits for the first figures, past the boot sequence and in mode ops, where nothing moves by itself.
    init(columns: Int, rows: Int, type: String = "xterm-256color", extra: [String: String] = [:]) throws {
        folder = "/tmp/jarvis-demo-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder + "/run", withIntermediateDirectories: true)
        chmod(folder + "/run", 0o700)
        let environment = [
            "HOME": folder, "XDG_RUNTIME_DIR": folder + "/run", "XDG_STATE_HOME": folder + "/state",
            "PATH": "/usr/local/bin:/usr/bin:/bin", "SHELL": "/bin/sh", "LC_ALL": "C.UTF-8", "TERM": type,
        ]
        program = try ScreenProgram(
            [BuiltProgram.path, "demo"], environment: environment.merging(extra) { _, own in own },
            size: TerminalSize(columns: columns, rows: rows))
        try expect("nominal")
        program.type("m")
        try expect("ops")
        program.settle()
    }

    deinit {
        program.end()
        // What ends with it may still be removing its own files.
        for _ in 0..<100 where (try? FileManager.default.removeItem(atPath: folder)) == nil { usleep(20_000) }
        if FileManager.default.fileExists(atPath: folder) { print("\(folder) is left behind") }
    }

    /// Waits until words are on the screen.
    func expect(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let isShown = program.wait(within: .seconds(60)) { $0.shows([words]) } != nil
        try #require(isShown, "no “\(words)”:\n\(program.picture.text)", sourceLocation: sourceLocation)
    }

    /// The process behind the terminal.
    var house: pid_t? { ProcessTable.house(state: folder + "/state") }
}

extension ScreenProgram {
    /// What the terminal shows.
    var picture: Picture { look { Picture($0) } }

    /// Has everything drawn anew, and waits until it is.
    func redraw() {
        let before = clears
        type("\u{0C}")
        _ = wait(within: .seconds(10)) { _ in self.clears > before }
        settle()
    }

    /// Waits until the last row, which is drawn last, is there and nothing more comes.
    func settle() {
        _ = wait(within: .seconds(10)) { !$0.text(row: $0.size.rows - 1).isEmpty }
        settle(for: .milliseconds(300))
    }

    /// How often the whole screen was erased in what was recorded.
    var clears: Int {
        String(decoding: recorded ?? [], as: UTF8.self).ranges(of: "\u{1B}[2J").count
    }
}

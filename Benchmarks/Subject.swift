import Glibc
import Onlooker
import Terminal

/// A program to measure: how it is started and what shows that it is there.
struct Subject: Sendable {
    let name: String
    let words: [String]
    /// Added to the environment every subject gets.
    var environment: [String: String] = [:]
    /// Texts of its first picture, all of which must be on the screen.
    let marks: [String]

    /// A started program and the processes that belong to it.
    struct Running {
        let program: ScreenProgram
        let family: ProcessFamily
    }

    /// The screen all programs are measured on.
    private static let screen = TerminalSize(columns: 200, rows: 50)

    /// Starts it in a terminal with a home folder that is empty but for what `folder` holds.
    func start(in folder: Folder, size: TerminalSize = screen) throws(BenchmarkError) -> Running {
        let mark = "JARVIS_BENCHMARK=\(ContinuousClock.now)"
        var variables = [
            "HOME": folder.path, "XDG_CONFIG_HOME": folder.path + "/config",
            "XDG_STATE_HOME": folder.path + "/state", "PATH": "/usr/local/bin:/usr/bin:/bin",
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
            "SCREENDIR": folder.path, "JARVIS_BENCHMARK": String(mark.drop { $0 != "=" }.dropFirst()),
        ]
        variables.merge(environment) { _, own in own }
        let executable = realpath(words[0], nil)
        defer { free(executable) }
        let path = executable.map { String(cString: $0) } ?? words[0]
        do throws(OnlookerError) {
            let program = try ScreenProgram(words, environment: variables, size: size)
            return Running(program: program, family: ProcessFamily(mark: mark, executable: path))
        } catch {
            throw .notWatched(error)
        }
    }

    /// Starts it and waits for its first picture.
    func startAndShow(in folder: Folder) throws(BenchmarkError) -> Running {
        let running = try start(in: folder)
        guard running.program.wait(until: { $0.shows(marks) }) != nil else {
            running.program.end()
            throw .notShown(name, awaited: marks.joined(separator: ", "))
        }
        return running
    }
}

extension Subject {
    /// The demo: the simulated cluster in the program itself.
    static func demo(_ jarvis: String) -> Subject {
        Subject(name: "jarvis demo", words: [jarvis, "demo"], marks: ["any key skips"])
    }

    /// The command center on a configured cluster, in a process of its own.
    static func jarvis(_ jarvis: String, secret: String, marks: [String]) -> Subject {
        Subject(
            name: "jarvis", words: [jarvis, "open", "--foreground"], environment: ["CLUSTER_SECRET": secret],
            marks: marks)
    }

    /// The peers, as far as this machine has them.
    static var peers: [Subject] {
        [
            Subject(
                name: "btop", words: ["/usr/bin/btop", "--utf-force"],
                marks: ["cpu", "mem", "net", "proc", "GiB"]),
            Subject(name: "htop", words: ["/usr/bin/htop"], marks: ["Load average", "F10", "PID"]),
        ].filter { access($0.words[0], X_OK) == 0 }
    }

    /// What is on the screen when the four nodes of the homelab and its quorum are.
    static let dashboard = ["QUORUM", "4/4 votes", "home", "pve", "agent1"]
}

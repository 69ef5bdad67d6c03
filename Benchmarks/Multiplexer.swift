import Glibc
import Onlooker
import Terminal

/// A program that runs another one in a terminal of its own: `jarvis terminal` and its peers.
struct Multiplexer {
    let name: String
    let program: String
    /// How it is told to run a program, given as words.
    let arguments: @Sendable (Folder, [String]) throws(BenchmarkError) -> [String]
    /// The keys that open a tab, or `nil` where there are none.
    var tabKey: String?
    /// How it is told to end what stays behind when its terminal goes; `nil` where nothing does.
    var farewell: (@Sendable (Folder) -> [String])?

    static func jarvis(_ path: String) -> Multiplexer {
        Multiplexer(
            name: "jarvis", program: path, arguments: { _, inner in ["terminal", "--"] + inner },
            tabKey: "\u{01}c")
    }

    /// What the system's terminal device carries when nobody looks at the bytes: no terminal can be faster.
    static let ceiling = Multiplexer(name: "nobody", program: RunningMultiplexer.ownPath) { _, inner in
        ["--drop"] + inner
    }

    /// The peers, as far as this machine has them; all with 10,000 lines of scrollback.
    static var peers: [Multiplexer] {
        [
            Multiplexer(
                name: "tmux", program: "/usr/bin/tmux",
                arguments: { (folder, inner) throws(BenchmarkError) in
                    let settings = folder.path + "/tmux.conf"
                    try File.write("set -g history-limit 10000\n", to: settings)
                    return ["-S", folder.path + "/tmux", "-f", settings, "new-session"] + inner
                }, tabKey: "\u{02}c", farewell: { ["-S", $0.path + "/tmux", "kill-server"] }),
            Multiplexer(
                name: "screen", program: "/usr/bin/screen",
                arguments: { _, inner in
                    ["-c", "/dev/null", "-h", "10000", "-S", "bench\(getpid())"] + inner
                }, tabKey: "\u{01}c", farewell: { _ in ["-S", "bench\(getpid())", "-X", "quit"] }),
            Multiplexer(name: "neovim", program: "/usr/bin/nvim") { _, inner in
                [
                    "-u", "NONE", "-i", "NONE", "-n", "-c", "terminal " + inner.joined(separator: " "), "-c",
                    "startinsert",
                ]
            },
        ].filter { access($0.program, X_OK) == 0 }
    }
}

/// A multiplexer that runs, with a ``Pourer`` inside it.
final class RunningMultiplexer {
    let name: String
    let program: ScreenProgram
    let family: ProcessFamily
    private let folder: Folder
    private let orders: OrderLine
    private let farewell: [String]?

    /// Starts it on a terminal of that size and waits until the pourer inside it answers.
    init(_ multiplexer: Multiplexer, size: TerminalSize) throws(BenchmarkError) {
        name = multiplexer.name
        let folder = try Folder()
        self.folder = folder
        orders = try OrderLine(in: folder)
        farewell = multiplexer.farewell.map { [multiplexer.program] + $0(folder) }
        let inner = [Self.ownPath, "--pour", folder.path]
        let subject = Subject(
            name: name, words: [multiplexer.program] + (try multiplexer.arguments(folder, inner)),
            environment: ["SHELL": "/bin/sh"], marks: [])
        let running = try subject.start(in: folder, size: size)
        program = running.program
        family = running.family
        _ = try order("hello")
    }

    /// Gives the pourer an order and waits for its answer, while the outer terminal takes and drops all it gets.
    func order(_ words: String, within limit: Duration = .seconds(60)) throws(BenchmarkError) -> Int {
        try begin(words)
        return try answer(within: limit)
    }

    /// Gives the pourer an order whose answer is asked for later.
    func begin(_ words: String) throws(BenchmarkError) {
        try orders.give(words)
    }

    /// The pourer's next answer.
    func answer(within limit: Duration = .seconds(20)) throws(BenchmarkError) -> Int {
        guard let answer = program.drop(until: orders.answers, within: limit) else {
            throw .notShown(name, awaited: "an answer")
        }
        return answer
    }

    func end() {
        if let farewell {
            var process: pid_t = 0
            let words = farewell.map { (word: String) in strdup(word) } + [nil]
            defer { for word in words { free(word) } }
            let variables = ["SCREENDIR", "HOME"].map { strdup("\($0)=\(folder.path)") } + [nil]
            defer { for variable in variables { free(variable) } }
            if posix_spawn(&process, farewell[0], nil, nil, words, variables) == 0 {
                waitpid(process, nil, 0)
            }
        }
        program.end()
    }

    fileprivate static var ownPath: String {
        guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments[0] }
        defer { free(path) }
        return String(cString: path)
    }
}

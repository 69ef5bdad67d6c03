import Counterparts
import FoundationEssentials
import Glibc
import Onlooker
import ProxmoxSim
import Terminal
import Testing

/// A home folder with a configuration, and the programs that run in it on terminals of their own.
final class StoryHome {
    let path: String
    private let slowness: Slowness?
    /// What went to all terminals so far.
    private(set) var written: [UInt8] = []

    var state: String { path + "/.local/state/jarvis" }

    /// Whose everything in it is, and who runs its programs, when that is not whoever runs the tests.
    private let user: OrdinaryUser?

    /// With `isOrdinary` its programs run as a user who is not root, to whom the kernel shows less.
    init(isOrdinary: Bool = false) throws {
        user = isOrdinary ? OrdinaryUser() : nil
        path = "/tmp/jarvis-home-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        slowness = Slowness.begin(home: path)
        for folder in ["/run", "/.config/jarvis/themes", "/secrets"] {
            try FileManager.default.createDirectory(
                atPath: path + folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        for folder in ["", "/run", "/.config", "/.config/jarvis", "/.config/jarvis/themes", "/secrets"] {
            try #require(user?.takes(path + folder) ?? true)
        }
    }

    deinit {
        slowness?.end()
        do {
            _ = try run(["kill-house", "--force"])
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record(error)
        }
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
        try #require(chmod(path + "/" + name, 0o600) == 0)
        try #require(user?.takes(path + "/" + name) ?? true)
    }

    /// The configuration of clusters, each with its lines, and of a model on this machine.
    func configure(clusters: [String], model: Loopback) throws {
        try write(
            ".config/jarvis/config.yaml",
            """
            clusters:
            \(clusters.joined(separator: "\n"))
            ai: {provider: openai, model: witness, base_url: "\(model.address)/v1", key: {file: \(path)/secrets/model}}
            ui: {mode: minimal}
            shell: {command: [/bin/sh]}

            """)
    }

    /// The configuration of one cluster, `sim`, with the simulator's token, and of a model on this machine.
    func watch(_ simulator: Simulator, model: Loopback) throws {
        let token = simulator.credentials.token
        try write("secrets/token", token.secret)
        try write("secrets/model", "key")
        let login = "token: {id: \"\(token.id)\", secret: {file: \(path)/secrets/token}}"
        try configure(clusters: [Self.cluster("sim", simulator, login: login)], model: model)
    }

    /// The lines of a cluster with this login.
    static func cluster(_ name: String, _ simulator: Simulator, login: String) -> String {
        """
          - name: \(name)
            nodes: ["127.0.0.1:\(simulator.port)"]
            fingerprints: {"127.0.0.1": "\(simulator.fingerprint)"}
            \(login)
        """
    }

    /// What programs in it find in their environment.
    var environment: [String: String] {
        [
            "HOME": path, "XDG_RUNTIME_DIR": path + "/run", "JARVIS_SOCKET": path + "/run/house.sock",
            "PATH": "/usr/local/bin:/usr/bin:/bin", "SHELL": "/bin/sh", "ENV": "", "PS1": "$ ",
            "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    /// Opens the program on a terminal whose every byte is kept.
    func open(_ arguments: [String] = [], program path: String = BuiltProgram.path) throws -> ScreenProgram {
        let program = try ScreenProgram(
            (user?.prefix ?? []) + [path] + arguments, environment: environment,
            size: TerminalSize(columns: 200, rows: 50), isThrottled: Slowness.isWanted)
        program.record()
        return program
    }

    /// Takes what a program wrote into account.
    func keep(_ program: ScreenProgram) {
        written += program.recorded ?? []
        program.record()
    }

    /// Runs a command to its end; returns what it printed and its code.
    func run(_ arguments: [String]) throws -> (text: String, code: Int32?) {
        let program = try open(arguments)
        let code = program.exitCode(within: .seconds(40))
        program.end()
        let text = String(decoding: program.recorded ?? [], as: UTF8.self)
        keep(program)
        return (text, code)
    }

    /// Has the house crash three times, after which its front gives up and gives the terminal back.
    func crash(_ program: ScreenProgram) throws {
        for _ in 0..<3 {
            let last = try #require(house)
            #expect(program.wait { _ in self.isAttached } != nil)
            kill(last, SIGSEGV)
            _ = program.wait(within: .seconds(20)) { screen in
                self.house != last && self.isAttached || screen.shows(["not started again"])
            }
        }
    }

    /// Whether the house has the terminal of a front.
    private var isAttached: Bool {
        house.map { ProcessTable.open(by: $0).contains { $0.hasPrefix("/dev/pts/") } } ?? false
    }

    /// The process that owns everything.
    var house: pid_t? {
        let record = FileManager.default.contents(atPath: state + "/house.lock") ?? Data()
        return String(decoding: record, as: UTF8.self).split(separator: "\n").first.flatMap { pid_t($0) }
    }
}

extension ScreenProgram {
    /// Waits until all these texts are on the screen.
    func expect(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        expect(texts, sourceLocation: sourceLocation)
    }

    /// Waits until all these texts are on the screen; a slow machine is given a minute.
    func expect(_ texts: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        guard wait(within: .seconds(60), until: { $0.shows(texts) }) == nil else { return }
        let rows = look { screen in (0..<screen.size.rows).map { screen.text(row: $0) } }
        Issue.record("no \(texts) on\n\(rows.joined(separator: "\n"))", sourceLocation: sourceLocation)
    }

    /// Closes whatever dialog or closer look is open, and waits until it is gone: a key right behind Esc would make
    /// another key of both.
    func escape(from texts: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        expect(texts, sourceLocation: sourceLocation)
        type("\u{1B}")
        guard wait(until: { screen in !texts.contains { screen.shows([$0]) } }) == nil else { return }
        Issue.record("\(texts) did not go", sourceLocation: sourceLocation)
    }

    /// Leaves the chat: the first Esc may still stop an answer of which the last word is there already.
    func leaveChat(sourceLocation: SourceLocation = #_sourceLocation) {
        for _ in 0..<10 {
            type("\u{1B}")
            if wait(within: .seconds(2), until: { $0.shows(["a: ask Jarvis"]) }) != nil { return }
        }
        expect("a: ask Jarvis", sourceLocation: sourceLocation)
    }

    /// Says yes to a RED card once it listens, which it tells, with its two keys.
    func confirm(sourceLocation: SourceLocation = #_sourceLocation) {
        expect("CONFIRM", "then Enter: yes", sourceLocation: sourceLocation)
        type("y")
        // A hand needs longer than the 50 ms within which two keys are one burst.
        settle(for: .milliseconds(100))
        expect("Enter: yes, do it", sourceLocation: sourceLocation)
        type("\r")
        // Nor is what is typed next in the burst of this.
        settle(for: .milliseconds(100))
    }
}

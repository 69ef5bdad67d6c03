import FoundationEssentials
import Glibc
import JSON
import Onlooker
import Terminal
import Testing

/// Every command without a screen, with every option that it documents, ten times.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct EveryErrandTests {
    /// What is run of each command, as many times as told; `#` stands for a number that is used once.
    private static func arguments(_ served: ServedHome) -> [(command: String, arguments: [[String]])] {
        let folder = served.home.path
        let (address, fingerprint) = (served.address, served.fingerprint)
        // Somebody listens there already.
        let port = address.split(separator: ":").last.map(String.init) ?? ""
        return [
            ("open", [[], ["--foreground"], ["--yield"]]),
            ("demo", [[], ["--tour"], ["--cast", "\(folder)/tour#"], ["--size", "80x24"]]),
            (
                "terminal",
                [
                    ["--replay", "\(folder)/cast", "--size", "80x24", "--dump", "json", "--scrollback"],
                    ["--replay", "\(folder)/cast", "--dump", "ansi"],
                    ["--record", "\(folder)/recorded#", "--", "true"], ["--", "true"],
                ]
            ),
            ("status", [[], ["--json"]]), ("describe", [[]]),
            (
                "ask",
                [
                    ["status"], ["--json", "status"], ["--cluster", "sim", "status"],
                    ["--model", "offline", "status"],
                ]
            ),
            ("doctor", [[], ["--json"]]), ("config init", [[]]),
            ("explain", [[], ["J-PVE-401"], ["--json"]]),
            (
                "prove",
                [
                    ["--json"], ["--cluster", "sim", "--report", "\(folder)/proof#"],
                    ["--guest", "105", "--record", "\(folder)/bodies#"],
                ]
            ),
            ("config check", [[], ["\(folder)/.config/jarvis/config.yaml"]]),
            ("trust", [["sim", fingerprint], ["sim", fingerprint, "--node", address]]),
            ("kill", [[], ["--for", "1h", "--reason", "a test"]]), ("unkill", [[]]),
            ("audit list", [[], ["--json"], ["--limit", "3"]]),
            ("audit verify", [[], ["--json"], ["--anchor", "1:" + String(repeating: "0", count: 64)]]),
            ("audit export", [["--format", "jsonl"], ["--format", "csv", "--since", "2026-11-01"]]),
            ("cost", [[], ["--json"], ["--since", "2026-11-01"]]),
            (
                "eval",
                [
                    ["--only", "offline", "--questions", "2", "--faults"],
                    ["--questions", "1", "--json"], ["--models", "none"], ["--from", "\(folder)/cast"],
                ]
            ),
            ("exam", [["none"], ["none", "--json"]]),
            (
                "shot",
                [["\(folder)/shot#.txt"], ["--demo", "--plain", "--size", "80x24", "\(folder)/demo#.svg"]]
            ),
            ("mcp", [[], ["--cluster", "sim"], ["--http", "--port", port], ["--digest"]]),
            ("memory backup", [["\(folder)/copy#"]]), ("memory set-aside", [[]]), ("watch", [[]]),
            ("help", [[], ["ask"]]), ("documents", [["\(folder)/no-project"]]),
        ]
    }

    /// What goes on until it is interrupted, or ends the house.
    private static let others = ["simulate", "kill-house"]

    @Test func `every command without a screen ends by itself with every option, and the house lives`() throws
    {
        let served = try ServedHome()
        try served.home.write(
            "cast", "{\"version\": 2, \"width\": 10, \"height\": 2}\n[0.1, \"o\", \"one\\r\\n\"]\n")
        let known = Self.arguments(served)
        try checkWhole(known, served)
        var commands = known.flatMap { command, lists in
            lists.map { command.split(separator: " ").map(String.init) + $0 }
        }
        commands += known.map { $0.command.split(separator: " ").map(String.init) + ["--help"] }
        commands += [["--version"], ["--help"]]
        commands += ["bash", "zsh", "fish"].map { ["--generate-completion-script", $0] }
        for round in 0..<EverySentenceTests.times {
            let words = commands.map { $0.map { $0.replacing("#", with: "\(round)") } }
            #expect(served.run(words) == [])
        }
        try served.end()
    }

    /// Every command and every option that the program documents must be in the table.
    private func checkWhole(_ known: [(command: String, arguments: [[String]])], _ served: ServedHome) throws
    {
        let help = try JSONValue(parsing: served.text(["--experimental-dump-help"]))
        var missing: [String] = []
        func visit(_ command: JSONValue, _ path: [String]) {
            let parts = command["subcommands"]?.array ?? []
            for part in parts { visit(part, path + [part["commandName"]?.string ?? ""]) }
            let name = path.joined(separator: " ")
            guard parts.isEmpty, !Self.others.contains(name) else { return }
            let words = known.first { $0.command == name }?.arguments.flatMap(\.self)
            if words == nil { missing.append(name) }
            for option in Self.options(command) where words?.contains(option) != true {
                missing.append("\(name) \(option)")
            }
        }
        visit(try #require(help["command"]), [])
        #expect(missing == [], "commands or options that no test runs")
    }

    private static func options(_ command: JSONValue) -> [String] {
        (command["arguments"]?.array ?? []).compactMap { argument in
            // What the program tells its own processes is documented nowhere.
            guard argument["kind"] != "positional", argument["shouldDisplay"] != false,
                let names = argument["names"]?.array,
                let name = names.compactMap({ $0["kind"] == "long" ? $0["name"]?.string : nil }).first
            else { return nil }
            return ["help", "version"].contains(name) ? nil : "--" + name
        }
    }

    @Test func `a house is started and ended ten times, asked or not, and leaves nothing`() throws {
        for round in 0..<EverySentenceTests.times {
            let home = try StoryHome()
            try home.write("secrets/token", "none")
            try home.write(".config/jarvis/config.yaml", MultiplexerStoryTests.configuration(home))
            let front = try home.open(round % 2 == 0 ? [] : ["open", "--yield"])
            front.expect("SHELL")
            let ending = try home.run(round % 2 == 0 ? ["kill-house"] : ["kill-house", "--force"])
            #expect(ending.code == 0, "\(ending.text)")
            #expect(front.exitCode().map { $0 <= 128 } == true)
            ProcessTable.expectNone(of: home.path)
        }
    }

    @Test func `the command center in one process is opened and left ten times`() throws {
        for _ in 0..<EverySentenceTests.times {
            let home = try StoryHome()
            try home.write("secrets/token", "none")
            try home.write(".config/jarvis/config.yaml", MultiplexerStoryTests.configuration(home))
            let front = try home.open(["open", "--foreground"])
            front.expect("SHELL")
            front.type("q")
            #expect(front.exitCode() == 0)
            ProcessTable.expectNone(of: home.path)
        }
    }

    @Test func `a simulated cluster is served ten times with every option, and ends when interrupted`() throws
    {
        let home = try StoryHome()
        let options = [
            "--nodes", "3", "--guests", "30", "--port", "0", "--seed", "7", "--scenario", "backup-runs",
            "--port-per-node", "--second-factor",
        ]
        for _ in 0..<EverySentenceTests.times {
            let program = try home.open(["simulate"] + options)
            program.expect("totp key", "Interrupt to end.")
            program.type("\u{03}")
            // Ended by the interrupt itself, and by nothing else.
            #expect(program.endingSignal() == SIGINT)
        }
        ProcessTable.expectNone(of: home.path)
    }
}

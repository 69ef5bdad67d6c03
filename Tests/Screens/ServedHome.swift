import FoundationEssentials
import Glibc
import Onlooker
import Testing

/// A home whose cluster is `jarvis simulate`, with its house running: the program under test on every side.
final class ServedHome {
    let home: StoryHome
    /// The cluster's fingerprint, and where it listens.
    let fingerprint: String
    let address: String
    let simulation: Simulation
    private var watch: ScreenProgram?
    private var house: pid_t?

    /// Serves a cluster and starts a house for it unless told otherwise, with the lines of `ai:` when there is a model.
    init(ai: String = "", mode: String = "minimal", isWatched: Bool = true) throws {
        home = try StoryHome()
        simulation = try Simulation(in: home)
        address = try simulation.address
        fingerprint = try simulation.value("fingerprint")
        try home.write("secrets/token", try simulation.value("secret"))
        try home.write("secrets/model", "key")
        try home.write(
            ".config/jarvis/config.yaml",
            """
            clusters:
              - name: sim
                nodes: ["\(address)"]
                fingerprints: {"127.0.0.1": "\(fingerprint)"}
                token: {id: "\(try simulation.value("token"))", secret: {file: \(home.path)/secrets/token}}
            \(ai)
            ui: {mode: \(mode)}
            shell: {command: [/bin/sh]}

            """)
        if isWatched { try startHouse() }
    }

    func startHouse() throws {
        watch = try home.open(["watch"])
        house = try Self.started(home)
    }

    /// The house, once it answers.
    private static func started(_ home: StoryHome) throws -> pid_t {
        for _ in 0..<600 {
            if let house = home.house, FileManager.default.fileExists(atPath: home.path + "/run/house.sock") {
                return house
            }
            usleep(20_000)
        }
        throw StoryError("no house was started")
    }

    /// Runs commands without a terminal, each as often as told and two at a time; returns those that ended in another
    /// way than they may, each with its code.
    ///
    /// A code above 128 is a signal's.
    func run(_ commands: [[String]], times: Int = 1, mayEnd: (Int32) -> Bool = { $0 <= 128 }) -> [String] {
        var failures: [String] = []
        var running: [Errand] = []
        func finish() {
            let errand = running.removeFirst()
            let outcome = errand.wait()
            guard !mayEnd(outcome.code) else { return }
            let last = outcome.text.split(separator: "\n").last ?? ""
            failures.append("\(outcome.code): jarvis \(errand.words.joined(separator: " ")): \(last)")
        }
        for words in Array(repeating: commands, count: times).joined() {
            if running.count == 2 { finish() }
            running.append(start(words))
        }
        while !running.isEmpty { finish() }
        return failures
    }

    /// What a command prints.
    func text(_ words: [String]) -> String { start(words).wait().text }

    private func start(_ words: [String]) -> Errand {
        Errand([BuiltProgram.path] + words, environment: home.environment, in: home.path)
    }

    /// Checks that the house that was started is still the one that runs, ends it, and checks that nothing is left.
    func end(sourceLocation: SourceLocation = #_sourceLocation) throws {
        if let house, let watch {
            #expect(
                home.house == house && kill(house, 0) == 0, "the house died", sourceLocation: sourceLocation)
            #expect(text(["kill-house", "--force"]).contains("ended"), sourceLocation: sourceLocation)
            #expect(watch.exitCode() == 0, "the house's end", sourceLocation: sourceLocation)
        }
        simulation.end()
        ProcessTable.expectNone(of: home.path, sourceLocation: sourceLocation)
    }
}

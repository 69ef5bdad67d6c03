import Counterparts
import FoundationEssentials
import Glibc
import JSON
import Onlooker
import Testing

@testable import ProxmoxSim

/// The whole program with secrets that would be known anywhere, and a look at everything it left behind.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(3)))
struct SecretStoryTests {
    private static let key = "sk-canary-9f2d81c47be6"
    private static let wrong = "deadbeef-cafe-4000-8000-c0ffee5ec4e7"

    @Test
    func
        `no secret leaves its own header: not to files, the terminal, the model, a crash or the process list`()
        async throws
    {
        let token = try await Simulator.start(SimulatorConfiguration(seed: 11, delays: .brief))
        let password = try await Simulator.start(SimulatorConfiguration(seed: 12, delays: .brief))
        let factor = try await Simulator.start(
            SimulatorConfiguration(seed: 13, delays: .brief, requiresTOTP: true))
        let model = try WitnessModel.server(saying: "so be it")
        let simulators = (token: token, password: password, factor: factor)
        try await withTaskExecutorPreference(OwnThread()) { try tell(simulators, model) }
        model.stop()
        for simulator in [token, password, factor] { await simulator.stop() }
    }

    private func tell(
        _ simulators: (token: Simulator, password: Simulator, factor: Simulator), _ model: Loopback
    ) throws {
        let (token, password, factor) = simulators
        let home = try StoryHome()
        try prepare(home, token, password, factor, model)
        var lists = ""
        try live(
            home, Seal.code(secret: factor.credentials.totpSecret, at: Date.now.timeIntervalSince1970), &lists
        )

        var secrets = [
            Self.key, Self.wrong, token.credentials.token.secret, password.credentials.password,
            factor.credentials.password, factor.credentials.totpSecret, "PVE:root@pam:",
            "PVE%3Aroot%40pam%3A",
            "PVE:!tfa!", "PVEAPIToken=",
        ]
        // A part gives away as much.
        secrets += [String(Self.key.prefix(16)), String(token.credentials.token.secret.prefix(16))]
        for secret in secrets {
            #expect(!holds(home.written, secret), "on the terminal: \(secret)")
            #expect(!lists.contains(secret), "in the process list: \(secret)")
            for (name, bytes) in try files(home) { #expect(!holds(bytes, secret), "in \(name): \(secret)") }
        }
        // What was said is in the database, so what was not said would have been found there.
        #expect(
            try files(home).contains {
                $0.name.contains("jarvis.db") && holds($0.bytes, "so be it (answer 1)")
            })
        try checkModel(model, secrets)
        try checkModes(home)
        #expect(password.requests.contains { $0.path == "/api2/json/access/ticket" && $0.status == 200 })
        #expect(factor.requests.contains { $0.path == "/api2/json/cluster/resources" && $0.status == 200 })
        #expect(token.requests.contains { $0.path.hasSuffix("/qemu/105/status/start") && $0.status == 200 })
        #expect(try files(home).contains { $0.name.hasSuffix(".crash") && !$0.bytes.isEmpty })
    }

    /// Four clusters: a token, a password, a password that wants a second factor, and a token that is refused.
    private func prepare(
        _ home: StoryHome, _ token: Simulator, _ password: Simulator, _ factor: Simulator, _ model: Loopback
    ) throws {
        let credentials = [
            ("token", token.credentials.token.secret), ("password", password.credentials.password),
            ("factor", factor.credentials.password), ("wrong", Self.wrong), ("model", Self.key),
        ]
        for (name, secret) in credentials { try home.write("secrets/\(name)", secret) }
        let folder = home.path + "/secrets"
        func user(_ name: String) -> String { "user: {name: root@pam, password: {file: \(folder)/\(name)}}" }
        func id(_ file: String) -> String {
            "token: {id: \"\(token.credentials.token.id)\", secret: {file: \(folder)/\(file)}}"
        }
        try home.configure(
            clusters: [
                StoryHome.cluster("sim", token, login: id("token")),
                StoryHome.cluster("ticket", password, login: user("password")),
                StoryHome.cluster("factor", factor, login: user("factor")),
                StoryHome.cluster("refused", token, login: id("wrong")),
            ], model: model)
    }

    /// Polling, a refused question, looks, an act, every command, and a crash.
    private func live(_ home: StoryHome, _ code: String, _ lists: inout String) throws {
        let program = try home.open()
        program.expect("win11", "needs a second factor")
        // What is typed as the question comes up does not answer it, so the first digit may be dropped.
        for _ in 0..<20 {
            program.type(String(code.prefix(1)))
            if program.wait(within: .seconds(1), until: { $0.shows(["Code: •"]) }) != nil { break }
        }
        program.type(String(code.dropFirst()))
        program.expect("••••••")
        program.type("\r")
        program.settle()
        for (question, answer) in [
            ("refuse", "provided: <redacted>)"), ("look", "(answer 1)"),
            ("order", "(answer 2)"),
        ] {
            program.type("a" + question + "\r")
            lists += processes()
            if question == "order" { program.confirm() }
            program.expect(answer)
            program.leaveChat()
        }
        for keys in ["]", "]", "]"] {
            program.type(keys)
            program.settle()
        }
        for arguments in [
            ["doctor"], ["doctor", "--json"], ["status", "--json"], ["ask", "look"],
            ["audit", "list", "--json"],
            ["memory", "backup", home.path + "/copy.db"], ["config", "check"],
        ] {
            #expect(try home.run(arguments).text.isEmpty == false)
            lists += processes()
        }
        home.keep(program)
        try home.crash(program)
        #expect(program.exitCode() == 70)
        home.keep(program)
    }

    /// The key stands in its own header, and in nothing that the model reads.
    private func checkModel(_ model: Loopback, _ secrets: [String]) throws {
        let requests = model.requests
        #expect(requests.count >= 6)
        for request in requests {
            let parts = request.components(separatedBy: "\r\n\r\n")
            #expect(parts.first?.contains("Bearer \(Self.key)") == true)
            for secret in secrets {
                #expect(
                    parts.dropFirst().contains { $0.contains(secret) } == false, "to the model: \(secret)")
            }
        }
    }

    /// Whatever was made below the folder of state is its owner's alone.
    private func checkModes(_ home: StoryHome) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: home.state) {
            var status = stat()
            #expect(lstat(home.state + "/" + name, &status) == 0)
            #expect(
                status.st_mode & 0o077 == 0, "\(name) has mode \(String(status.st_mode & 0o777, radix: 8))")
        }
    }

    /// Everything in the home but the secrets' own files.
    private func files(_ home: StoryHome) throws -> [(name: String, bytes: [UInt8])] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: home.path)
        return names.filter { !$0.hasPrefix("secrets/") }.compactMap { name in
            FileManager.default.contents(atPath: home.path + "/" + name).map { (name, [UInt8]($0)) }
        }
    }

    private func holds(_ bytes: [UInt8], _ secret: String) -> Bool {
        bytes.firstRange(of: Array(secret.utf8)) != nil
    }

    /// What every process shows of itself: its command line and its environment.
    private func processes() -> String {
        let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter {
            Int($0) != nil
        }
        return numbers.flatMap { ["/proc/\($0)/cmdline", "/proc/\($0)/environ"] }
            .map { String(decoding: FileManager.default.contents(atPath: $0) ?? Data(), as: UTF8.self) }
            .joined(separator: "\n")
    }
}

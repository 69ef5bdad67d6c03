import AIKit
import ClusterKit
import FoundationEssentials
import HTTP
import JSON
import Memory
import OfflineButler
import ProxmoxSim
import Testing
import Text

@testable import Jarvis

/// What `jarvis doctor` finds wrong with a cluster, and how it says to mend it.
@Suite struct CheckupTests {
    @Test func `doctor names the feature, the privilege and the path a token lacks`() async throws {
        let (simulator, estate) = try await Estate.simulated { $0.auditToken }
        let (text, _) = await estate.run(.doctor)
        let findings = try JSONValue(parsing: text).array?.compactMap(Finding.init) ?? []
        #expect(
            findings.contains(
                Finding(
                    "cluster sim: rights", .warning,
                    "no starting and stopping of guests: VM.PowerMgmt on /vms is missing; give "
                        + "\(simulator.credentials.auditToken.id) a role with it")))
        #expect(findings.contains { $0.subject == "memory: audit log" && $0.verdict == .unknown })
        await simulator.stop()
    }

    @Test func `a right that is given for some guests only is told with them`() {
        let right = NeededRight.all.first { $0.privilege == "VM.PowerMgmt" }
        let permissions = Permissions(privileges: ["/": ["Sys.Audit"], "/vms/100": ["VM.PowerMgmt"]])
        #expect(
            right?.gap(in: permissions)
                == "starting and stopping of guests only for /vms/100: VM.PowerMgmt on /vms is missing")
    }

    @Test func `a changed certificate is a fault that tells how to accept it`() async throws {
        let simulator = try await Simulator.start(SimulatorConfiguration(delays: .brief))
        var configuration = Homestead.cluster(simulator, name: "sim")
        configuration.endpoints[0].fingerprint = CertificateFingerprint(
            bytes: [UInt8](repeating: 7, count: 32))
        let findings = await ClusterCheckup(configuration).findings()
        #expect(findings.map(\.verdict) == [.fault, .unknown])
        #expect(
            findings[0].text.contains(
                "jarvis trust sim \(simulator.fingerprint) --node 127.0.0.1:\(simulator.port)"))
        await simulator.stop()
    }

    private static let checkup = ClusterCheckup(
        ClusterConfiguration(
            name: "lab", endpoints: [Endpoint("127.0.0.1", port: 9)],
            credential: .token(id: "a@b!c", secret: Secret("x"))), environment: [:])

    @Test func `what jarvis status calls no answer is a fault in the same sentence`() throws {
        let call = GuestAction.start.call(on: GuestID(.qemu, 101), at: "home")
        let error = ProxmoxError.refused(call: call, status: 500, message: "no")
        var snapshot = ClusterSnapshot(name: "lab", freshness: [.resources: Freshness(lastError: error)])
        func told() -> [Finding] { Self.checkup.health(of: snapshot, at: .now) }
        let sentence = StatusReport.json([snapshot], at: .now)["clusters"]?.array?.first?["error"]?.string
        #expect(told().map(\.verdict) == [.fault])
        #expect(told().first?.text == "does not answer: \(try #require(sentence))")
        snapshot.freshness[.resources]?.lastGood = .now
        #expect(told().first?.verdict == .fault && !told().contains { $0.verdict == .good })
        snapshot.freshness = [:]
        #expect(told().map(\.text) == ["does not answer: no answer has come yet"])
        snapshot.freshness[.resources] = Freshness(lastGood: .now, unreadableRows: 2)
        #expect(told().first?.text == "nothing that it answers can be read")
    }

    @Test func `who refuses the connection has turned nobody away`() async {
        let findings = await Self.checkup.findings()
        #expect(findings.map(\.verdict) == [.fault, .unknown])
        #expect(findings.last?.text == "not looked at: no entry node told them")
    }

    @Test func `an account that is turned away is told`() async throws {
        let (simulator, _) = try await Estate.simulated { $0.token }
        var configuration = Homestead.cluster(simulator, name: "sim")
        configuration.credential = .token(
            id: "root@pam!no", secret: Secret("00000000-0000-0000-0000-000000000000"))
        let findings = await ClusterCheckup(configuration, environment: [:]).findings()
        #expect(findings.last?.text == "no entry node let root@pam!no in")
        await simulator.stop()
    }

    @Test func `how models did in their exams is told without a house, too`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = """
            ai:
              models:
                - {name: qwen, provider: ollama, model: qwen3, base_url: "http://10.0.0.9:11434"}
                - {name: far, provider: anthropic, model: claude-haiku-4-5, key: {env: KEY}}
            """
        let settings = try Configuration(parsing: file, file: "config.yaml").ai
        try #require(settings.choices.map(\.privacy) == [.lan, .cloud])
        let none = await MemoryCheckup.alone(at: folder.path, for: settings).exams
        #expect(none.map(\.subject) == ["exam of qwen"] && none.map(\.verdict) == [.unknown])
        #expect(none.first?.text.contains("`jarvis exam qwen`") == true)
        let opening = try await Store.open(at: folder.path)
        let result = ExamResult(
            model: "qwen3", scores: [.read: ExamResult.Score(passed: 12, tasks: 12)], hasOverstepped: false,
            time: .now)
        try await ExamBook(opening.store.preferences).keep(result, of: "qwen")
        try await opening.store.close()
        let look = await MemoryCheckup.alone(at: folder.path, for: settings)
        #expect(look.exams == [Finding("exam of qwen", .good, "it passed 12 of 12 tasks of its exam")])
        #expect(look.findings.contains { $0.subject == "memory: audit log" && $0.verdict == .good })
        // A memory that cannot be read is no exam that was not taken.
        try Data("no database".utf8).write(to: URL(filePath: folder.path + "/jarvis.db"))
        let broken = await MemoryCheckup.alone(at: folder.path, for: settings)
        #expect(broken.findings.map(\.verdict) == [.fault])
        #expect(broken.exams.map(\.text) == ["not known: the memory cannot be read"])
    }

    @Test func `what the file says and waits for a restart is told`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        try FileManager.default.createDirectory(
            atPath: folder.path + "/jarvis", withIntermediateDirectories: true)
        func text(_ names: [String]) -> String {
            "clusters:\n"
                + names.map {
                    "  - {name: \($0), nodes: [https://127.0.0.1:9], token: {id: \"a@b!c\", secret: {env: X}}}\n"
                }.joined()
        }
        func told(_ names: [String], watching: [String]) async throws -> [String] {
            let file = folder.path + "/jarvis/config.yaml"
            try Data(text(names).utf8).write(to: URL(filePath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            let estate = Estate(
                [], opening: try Store.temporary(), mind: Mind(OfflineProvider()),
                settings: try Configuration(parsing: text(watching), file: "config.yaml"),
                environment: ["XDG_CONFIG_HOME": folder.path])
            let findings = try JSONValue(parsing: await estate.run(.doctor).0).array?.compactMap(Finding.init)
            return findings?.filter { $0.subject == "house: configuration" }.map(\.text) ?? []
        }
        #expect(try await told(["home"], watching: ["home"]).isEmpty)
        let waiting = try await told(["home", "labor"], watching: ["home"])
        #expect(
            waiting.count == 1 && waiting[0].contains("waits for a restart")
                && waiting[0].contains("clusters"))
    }

    @Test(
        arguments: [
            (["https_proxy": "http://me:secret@proxy.lan:3128/"], nil),
            (["https_proxy": "http://me:secret@proxy.lan:3128/", "JARVIS_PROXY": "all"], "https_proxy"),
            (["ALL_PROXY": "proxy.lan:3128", "JARVIS_PROXY": "all"], "ALL_PROXY"),
            (["http_proxy": "proxy.lan:3128", "JARVIS_PROXY": "all"], nil),
            (["https_proxy": "proxy.lan:3128", "JARVIS_PROXY": "all", "no_proxy": "10.0.0.0/8"], nil),
            (["https_proxy": "proxy.lan:3128", "JARVIS_PROXY": "all", "no_proxy": "a.lan, 10.1.2.3"], nil),
            (
                ["https_proxy": "proxy.lan:3128", "JARVIS_PROXY": "all", "no_proxy": "10.0.0.0/16"],
                "https_proxy"
            ),
        ] as [([String: String], String?)])
    func `an entry node that is asked through a proxy is told, and how to leave the proxy out`(
        environment: [String: String], variable: String?
    ) {
        let configuration = ClusterConfiguration(
            name: "sim", endpoints: [Endpoint("10.1.2.3"), Endpoint("127.0.0.1")],
            credential: .token(id: "a@b!c", secret: Secret("x")))
        let findings = ClusterCheckup(configuration, environment: environment).proxies()
        let sentence = variable.map { name in
            "the variable \(name) has it asked through the proxy proxy.lan:3128; to ask it directly, put 10.1.2.3 into "
                + "no_proxy"
        }
        #expect(findings.map(\.text) == [sentence].compactMap(\.self))
    }

    @Test(arguments: [
        ("4.0.11", 8007, true), ("4.0.11", 8006, true), ("6.4-13", 8006, true), ("9.1.1", 8007, true),
        ("7.4-3", 8006, false), ("9.1.1", 8006, false),
    ])
    func `a backup server or an old Proxmox VE is named by what it answers`(
        version: String, port: Int, isFault: Bool
    ) throws {
        let endpoint = Endpoint("pbs.lan", port: port)
        let configuration = ClusterConfiguration(
            name: "lab", endpoints: [endpoint],
            credential: .token(id: "root@pam!jarvis", secret: Secret("s")))
        let found = ClusterCheckup(configuration).fault(
            of: try #require(ProxmoxVersion(version)), at: endpoint)
        #expect((found != nil) == isFault)
        guard let found else { return }
        #expect(found.verdict == .fault)
        #expect(
            found.text
                == "it answers as version \(version): that is Proxmox Backup Server, or a Proxmox VE older than 7; "
                + "name a node of Proxmox VE, on port 8006")
    }
}

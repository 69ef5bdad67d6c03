import AIKit
import ClusterKit
import Foundation
import HTTP
import JSON
import Memory
import OfflineButler
import ProxmoxSim
import Synchronization
import Testing
import Text

@testable import Jarvis

@Suite struct HeadlessTests {
    @Test func `status carries what the clusters show, and ends well`() async throws {
        let (simulator, estate) = try await Self.estate { $0.token }
        let (text, ending) = await Self.run(.status, in: estate)
        #expect(ending == Errand.Ending(.done))
        let cluster = try JSONValue(parsing: text)["clusters"]?.array?.first
        #expect(cluster?["answers"] == true)
        #expect(cluster?["votes"] == 4)
        await simulator.stop()
    }

    @Test func `a token without rights is told from an empty cluster`() async throws {
        let (simulator, estate) = try await Self.estate { $0.emptyToken }
        let (text, ending) = await Self.run(.status, in: estate)
        #expect(ending == Errand.Ending(.refused))
        #expect(try JSONValue(parsing: text)["clusters"]?.array?.first?["access"] == "none")
        await simulator.stop()
    }

    @Test func `a cluster that is gone makes the code say so`() async throws {
        let (simulator, estate) = try await Self.estate { $0.token }
        await simulator.stop()
        let (_, ending) = await Self.run(.status, in: estate)
        #expect(ending == Errand.Ending(.unavailable))
    }

    /// Answers of HTTP 200 in which nothing can be read, and how `jarvis status` ends with them.
    @Test(arguments: [
        (#"{"data":[null,null]}"#, true, Jarvis.ExitStatus.unavailable),
        (#"{"data":null}"#, false, .unavailable),
        (#"{"data":[null,{"type":"node","node":"a","status":"online"}]}"#, true, .done),
        (#"{"data":[]}"#, true, .done),
    ])
    func `a cluster whose every row is null is not called well`(
        body: String, answers: Bool, ending: Jarvis.ExitStatus
    ) throws {
        var assembly = SnapshotAssembly(name: "lab")
        let result: Result<SectionAnswer, ProxmoxError>
        do throws(ProxmoxError) {
            result = .success(.resources(try ResourceList(body: Array(body.utf8))))
        } catch {
            result = .failure(error)
        }
        assembly.apply(result, to: .resources, after: .zero, at: .now)
        let report = StatusReport.json([assembly.snapshot], at: .now)
        #expect(report["clusters"]?.array?.first?["answers"] == .bool(answers))
        #expect(StatusReport.status([assembly.snapshot]) == ending)
    }

    struct Word: Sendable {
        let word: String
        var asker = 7
        var approval = Approval.given(by: "jarvis (process 12) on /dev/pts/3")
        let state: AskedTool.State
        let note: String?
        let reason: String
    }

    @Test(arguments: [
        Word(
            word: "yes", state: .ended(.done), note: nil, reason: "yes by jarvis (process 12) on /dev/pts/3"),
        Word(word: "no", state: .refused, note: nil, reason: "The operator declined."),
        Word(
            word: "yes", approval: .void("sh (process 9) on /dev/pts/4 answered, and it does not count."),
            state: .refused, note: nil,
            reason: "sh (process 9) on /dev/pts/4 answered, and it does not count."),
        Word(
            word: "nobody", state: .refused, note: nil,
            reason: "Nobody could be asked: there is no terminal to confirm on."),
    ])
    func `an order runs only after a yes of the operator's own, which the audit log names`(
        row: Word
    ) async throws {
        let (simulator, estate) = try await Self.estate { $0.token }
        let (events, sink) = AsyncStream.makeStream(of: AskEvent.self)
        async let ending = estate.watching {
            let ending = await Errand.ask.run(in: estate, ["start 105"], asker: 7) { line in
                if let event = AskEvent(line: line) { sink.yield(event) }
            }
            sink.finish()
            return ending
        }
        var last: AskedTool?
        var notes: [String] = []
        for await event in events {
            if case .tool(let tool) = event { last = tool }
            if case .note(let note) = event { notes.append(note) }
            guard case .question(let question) = event else { continue }
            #expect(question.call == "POST /nodes/home/qemu/105/status/start")
            // An answer that comes sooner counts as typed ahead.
            try await Task.sleep(for: ConfirmationCard.deafness)
            let words = ["\(question.audience)", "\(question.card)"]
            // Another caller's yes comes first, and is nobody's.
            await estate.settle(words + ["yes"], from: 8, .given(by: "another"))
            await estate.settle(words + [row.word], from: row.asker, row.approval)
        }
        #expect(await ending == Errand.Ending(.done))
        #expect(last?.state == row.state)
        #expect(notes.first == row.note)
        #expect(simulator.requests.contains { $0.method == "POST" } == (row.state == .ended(.done)))
        let acts = try await estate.store.audit.list().compactMap { entry -> AuditIntent? in
            guard case .intent(let intent) = entry.content else { return nil }
            return intent
        }
        #expect(acts.first { $0.call?.contains("105/status/start") == true }?.reason == row.reason)
        await simulator.stop()
    }

    @Test(arguments: [
        (AskedTool.State.running, "running"), (.ended(.done), "done"), (.ended(.failed), "failed"),
        (.ended(.unknown), "unknown"), (.refused, "refused"),
    ])
    func `how far a call is has a word of its own on the wire, and comes back`(
        state: AskedTool.State, word: String
    ) throws {
        let event = AskEvent.tool(
            AskedTool(id: "1", name: "stop_vm", arguments: ["vmid": 105], tier: "RED", state: state))
        #expect(try JSONValue(parsing: event.line)["state"]?.string == word)
        #expect(AskEvent(line: event.line) == event)
    }

    @Test func `doctor names the feature, the privilege and the path a token lacks`() async throws {
        let (simulator, estate) = try await Self.estate { $0.auditToken }
        let (text, _) = await Self.run(.doctor, in: estate)
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
        var configuration = Self.configuration(simulator, simulator.credentials.token)
        configuration.endpoints[0].fingerprint = CertificateFingerprint(
            bytes: [UInt8](repeating: 7, count: 32))
        let findings = await ClusterCheckup(configuration).findings()
        #expect(findings.map(\.verdict) == [.fault, .unknown])
        #expect(
            findings[0].text.contains(
                "jarvis trust sim \(simulator.fingerprint) --node 127.0.0.1:\(simulator.port)"))
        await simulator.stop()
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

    @Test func `an audit log without entries is whole`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let opening = try await Store.open(at: folder.path)
        let (empty, ending) = await Self.run(.verifyAudit, in: Self.estate(around: opening))
        #expect(
            try JSONValue(parsing: empty) == ["version": 1, "intact": true, "entries": 0, "unfinished": 0])
        #expect(ending == Errand.Ending(.done))
        try await opening.store.close()
    }

    @Test(arguments: [Errand.verifyAudit, .listActs].map(\.name))
    func `a house without its database does not call the audit log empty`(name: String) async throws {
        let errand = try #require(Errand.named(name))
        let (text, ending) = await Self.run(errand, in: Self.estate(around: try Store.temporary()))
        #expect(text.isEmpty)
        #expect(ending.code == ExitStatus.memory.rawValue)
    }

    @Test func `the first configuration is one that Jarvis reads`() throws {
        let fingerprint = CertificateFingerprint(bytes: [UInt8](repeating: 0xAB, count: 32))
        let answers = FirstConfiguration(
            name: "it's home", entry: "[fd00::1]:8006", tokenID: "jarvis@pve!tui", secretFile: "/s: #1",
            fingerprint: fingerprint)
        let settings = try answers.settings()
        #expect(settings.name == "it's home")
        #expect(settings.login == .token(id: "jarvis@pve!tui", secret: .file("/s: #1")))
        #expect(
            settings.configuration(secret: Secret("x")).endpoints
                == [Endpoint("fd00::1", port: 8006, fingerprint: fingerprint)])
    }

    @Test func `a certificate that was accepted comes before the one in the file`() async throws {
        let old = CertificateFingerprint(bytes: [UInt8](repeating: 1, count: 32))
        let new = CertificateFingerprint(bytes: [UInt8](repeating: 2, count: 32))
        var settings = try FirstConfiguration(
            name: "home", entry: "pve", tokenID: "a@pve!b", secretFile: "/none", fingerprint: old
        ).settings()
        settings.login = .token(id: "a@pve!b", secret: .environment("KEY"))
        let configuration = try await settings.resolved(
            environment: ["KEY": "x"], pins: ["pve:8006": try #require(new)])
        #expect(configuration.endpoints == [Endpoint("pve", port: 8006, fingerprint: new)])
    }

    @Test func `only the certificate that a node shows can be trusted`() async throws {
        let (simulator, estate) = try await Self.estate { $0.token }
        let place = "127.0.0.1:\(simulator.port)"
        let other = Array(repeating: "AB", count: 32).joined(separator: ":")
        let shown = try #require(CertificateFingerprint(simulator.fingerprint)).description
        let (_, refusal) = await Self.run(.trust, ["sim", other, place], in: estate)
        #expect(
            refusal
                == Errand.Ending(
                    .found, "\(place) shows the certificate \(shown), not the one named; nothing was changed."
                ))
        let (_, all) = await Self.run(.trust, ["sim", other, place, "127.0.0.1:1"], in: estate)
        #expect(all.text.hasSuffix("with --node HOST:PORT."))
        #expect(try await TrustPins.all(in: estate.store).isEmpty)
        let (_, consent) = await Self.run(.trust, ["sim", shown, place], in: estate)
        #expect(consent == Errand.Ending(.done))
        await simulator.stop()
        let (_, unseen) = await Self.run(.trust, ["sim", other, place], in: estate)
        #expect(unseen == Errand.Ending(.done))
        #expect(try await TrustPins.all(in: estate.store) == [place: CertificateFingerprint(other)])
    }

    @Test func `a private file is never written over`() throws {
        let path = NSTemporaryDirectory() + "jarvis-\(UUID().uuidString)/deep/file"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try PrivateFile.create(path, text: "one")
        #expect(throws: PrivateFile.Fault.exists(path: path)) { try PrivateFile.create(path, text: "two") }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "one")
        #expect(try PrivateFile.setAside(path) == path + ".old-1")
    }
}

extension HeadlessTests {
    /// A simulated cluster, and a estate with a memory of its own that may ask it with one of the tokens.
    private static func estate(
        _ token: (SimulatorCredentials) -> APIToken
    ) async throws -> (Simulator, Estate) {
        let simulator = try await Simulator.start(SimulatorConfiguration(delays: .brief))
        let configuration = configuration(simulator, token(simulator.credentials))
        let estate = Estate(
            [configuration], opening: try Store.temporary(), mind: Mind(OfflineProvider()))
        return (simulator, estate)
    }

    /// A estate that looks after no cluster.
    private static func estate(around opening: Opening) -> Estate {
        Estate([], opening: opening, mind: Mind(OfflineProvider()))
    }

    private static func configuration(
        _ simulator: Simulator, _ token: APIToken
    ) -> ClusterConfiguration {
        ClusterConfiguration(
            name: "sim",
            endpoints: [
                Endpoint(
                    "127.0.0.1", port: simulator.port,
                    fingerprint: CertificateFingerprint(simulator.fingerprint))
            ], credential: .token(id: token.id, secret: Secret(token.secret)))
    }

    private static func run(
        _ errand: Errand, _ arguments: [String] = [], in estate: Estate
    ) async -> (String, Errand.Ending) {
        let text = Mutex("")
        let ending = await estate.watching {
            await errand.run(in: estate, arguments) { part in text.withLock { $0 += part } }
        }
        return (text.withLock { $0 }, ending)
    }
}

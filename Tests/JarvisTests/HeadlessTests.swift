import AIKit
import ClusterKit
import FoundationEssentials
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
        let (simulator, estate) = try await Estate.simulated { $0.token }
        let (text, ending) = await estate.run(.status)
        #expect(ending == Errand.Ending(.done))
        let cluster = try JSONValue(parsing: text)["clusters"]?.array?.first
        #expect(cluster?["answers"] == true)
        #expect(cluster?["votes"] == 4)
        await simulator.stop()
    }

    @Test func `a token without rights is told from an empty cluster`() async throws {
        let (simulator, estate) = try await Estate.simulated { $0.emptyToken }
        let (text, ending) = await estate.run(.status)
        #expect(ending == Errand.Ending(.refused))
        #expect(try JSONValue(parsing: text)["clusters"]?.array?.first?["access"] == "none")
        await simulator.stop()
    }

    @Test func `a cluster is described in few words, without an address`() async throws {
        let (simulator, estate) = try await Estate.simulated { $0.token }
        let (text, ending) = await estate.run(.describe)
        #expect(ending == Errand.Ending(.done))
        let lines = text.split(separator: "\n")
        #expect(lines.first?.hasPrefix("Proxmox cluster sim, as Jarvis saw it on ") == true)
        #expect(text.contains("quorum: yes, 4 of 4 votes, 3 needed"))
        #expect(
            lines.contains { $0.hasPrefix("- ") && $0.contains("103 jellyfin") && $0.contains("running") },
            "\(text)")
        #expect(lines.contains { $0.contains("nas-nfs") })
        #expect(text.coveringAddresses == text && text.utf8.count < 6_000)
        await simulator.stop()
        let (gone, status) = try await {
            let (simulator, estate) = try await Estate.simulated { $0.token }
            await simulator.stop()
            return await estate.run(.describe)
        }()
        #expect(status.code == Jarvis.ExitStatus.unavailable.rawValue)
        #expect(gone.contains("It does not answer"))
    }

    @Test func `a cluster that is gone makes the code say so`() async throws {
        let (simulator, estate) = try await Estate.simulated { $0.token }
        await simulator.stop()
        let (_, ending) = await estate.run(.status)
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

    @Test func `a look waits for high availability as for tasks, good or bad`() {
        var snapshot = ClusterSnapshot(
            name: "lab", storages: [Storage(id: .init(node: "a", name: "b"), state: .available)])
        for section in [SnapshotSection.resources, .status, .tasks] {
            snapshot.freshness[section] = Freshness(lastGood: .now)
        }
        #expect(!snapshot.isSettled)
        snapshot.freshness[.highAvailability] = Freshness(lastGood: .now)
        #expect(snapshot.isSettled)
        snapshot.freshness[.highAvailability] = Freshness(
            lastError: .misconfigured(cluster: "lab", detail: "no"), failures: 1)
        #expect(snapshot.isSettled)
        let report = StatusReport.json([snapshot], at: .now)["clusters"]?.array?.first
        #expect(report?["nominal"] == false)
        #expect(report?["unknown"]?.array?.contains("high availability") == true)
    }

    @Test func `status calls a quorum unknown in every key or in none`() {
        var snapshot = ClusterSnapshot(
            name: "lab", quorum: .cluster(isQuorate: true, votes: 2, expected: 3),
            freshness: [.resources: Freshness(lastGood: .now), .status: Freshness(lastGood: .now)])
        func report() -> JSONValue? { StatusReport.json([snapshot], at: .now)["clusters"]?.array?.first }
        #expect(report()?["quorum"] == "quorate" && report()?["unknown"] == nil)
        snapshot.freshness[.status]?.lastGood = .now - .seconds(60)
        #expect(report()?["quorum"] == "unknown" && report()?["votes"] == nil)
        #expect(report()?["unknown"] == ["quorum"])
        let facts = try? ClusterTools.status(of: snapshot).structured
        #expect(facts?["quorate"] == nil && facts?["unknown"] == ["quorum"])
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
        let (simulator, estate) = try await Estate.simulated { $0.token }
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

    @Test func `an audit log without entries is whole`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let opening = try await Store.open(at: folder.path)
        let (empty, ending) = await Estate(around: opening).run(.verifyAudit)
        #expect(
            try JSONValue(parsing: empty) == ["version": 1, "intact": true, "entries": 0, "unfinished": 0])
        #expect(ending == Errand.Ending(.done))
        try await opening.store.close()
    }

    @Test func `the whole audit log is exported in lines, or as a table that holds no formula`() async throws
    {
        let folder = try Folder()
        defer { folder.remove() }
        let opening = try await Store.open(at: folder.path)
        let estate = Estate(around: opening)
        var act = AuditIntent(
            time: Date(timeIntervalSince1970: 1_796_000_000), asker: "model", action: "stop_vm",
            arguments: #"{"vmid":101}"#, target: "=HYPERLINK(\"x\")", tier: "RED", ruling: .refused,
            reason: "one, \"two\"\nthree")
        for _ in 0..<3 { _ = try await opening.store.audit.append(act) }
        act.time = Date(timeIntervalSince1970: 1_797_000_000)
        let last = try await opening.store.audit.append(act)
        let (lines, ending) = await estate.run(.exportActs, ["jsonl"])
        #expect(ending == Errand.Ending(.done))
        let rows = try lines.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(rows.map { $0["id"]?.integer } == [1, 2, 3, Int(last.rawValue)])
        #expect(rows[0]["digest"]?.string?.count == 64 && rows[0]["arguments"]?["vmid"] == 101)
        let (since, _) = await estate.run(.exportActs, ["jsonl", "2026-12-06"])
        #expect(since.split(separator: "\n").count == 1)
        let (table, _) = await estate.run(.exportActs, ["csv"])
        let first = table.split(separator: "\r\n").dropFirst().first ?? ""
        #expect(table.hasPrefix("id,time,asker,"))
        #expect(first.contains(#","'=HYPERLINK(""x"")","#) && first.contains(#""one, ""two""␊three""#))
        for arguments in [[], ["xml"], ["csv", "yesterday"]] {
            #expect(await estate.run(.exportActs, arguments).1.code == Jarvis.ExitStatus.usage.rawValue)
        }
        try await opening.store.close()
    }

    @Test(arguments: [Errand.verifyAudit, .listActs, .exportActs].map(\.name))
    func `a house without its database does not call the audit log empty`(name: String) async throws {
        let errand = try #require(Errand.named(name))
        let (text, ending) = await Estate(around: try Store.temporary()).run(errand)
        #expect(text.isEmpty)
        #expect(ending.code == ExitStatus.memory.rawValue)
    }

    @Test func `only the certificate that a node shows can be trusted`() async throws {
        let (simulator, estate) = try await Estate.simulated { $0.token }
        let place = "127.0.0.1:\(simulator.port)"
        let other = Array(repeating: "AB", count: 32).joined(separator: ":")
        let shown = try #require(CertificateFingerprint(simulator.fingerprint)).description
        let (_, refusal) = await estate.run(.trust, ["sim", other, place])
        #expect(
            refusal
                == Errand.Ending(
                    .found, "\(place) shows the certificate \(shown), not the one named; nothing was changed."
                ))
        let (_, all) = await estate.run(.trust, ["sim", other, place, "127.0.0.1:1"])
        #expect(all.text.hasSuffix("with --node HOST:PORT."))
        #expect(try await TrustPins.all(in: estate.store).isEmpty)
        let (_, consent) = await estate.run(.trust, ["sim", shown, place])
        #expect(consent == Errand.Ending(.done))
        await simulator.stop()
        let (_, unseen) = await estate.run(.trust, ["sim", other, place])
        #expect(unseen == Errand.Ending(.done))
        #expect(try await TrustPins.all(in: estate.store) == [place: CertificateFingerprint(other)])
    }
}

extension Estate {
    /// A simulated cluster, and an estate with a memory of its own that may ask it with one of the tokens.
    static func simulated(
        _ token: (SimulatorCredentials) -> APIToken
    ) async throws -> (Simulator, Estate) {
        let simulator = try await Simulator.start(SimulatorConfiguration(delays: .brief))
        let estate = Estate(
            [Homestead.cluster(simulator, name: "sim", token: token)],
            opening: try Store.temporary(), mind: Mind(OfflineProvider()))
        return (simulator, estate)
    }

    /// An estate that looks after no cluster.
    convenience init(around opening: Opening) {
        self.init([], opening: opening, mind: Mind(OfflineProvider()))
    }

    /// What an errand prints, and how it ends.
    func run(_ errand: Errand, _ arguments: [String] = []) async -> (String, Errand.Ending) {
        let text = Mutex("")
        let ending = await watching {
            await errand.run(in: self, arguments) { part in text.withLock { $0 += part } }
        }
        return (text.withLock { $0 }, ending)
    }
}

import AIKit
import ClusterKit
import JSON
import Memory
import ProxmoxSim
import Synchronization
import Testing

@testable import Jarvis

/// `jarvis prove`: what it reads, what it only plans, and the guest that is given for it.
@Suite(.timeLimit(.minutes(5)))
struct ProofTests {
    /// What the errand answered.
    private struct Answer {
        var ending: Errand.Ending
        var findings: [Finding]
        var bodies: [String: JSONValue]
        var raw: String

        func finding(_ subject: String) -> Finding? { findings.first { $0.subject == subject } }
    }

    /// Runs it; every card is answered with `word` once it listens.
    private func prove(
        _ home: Homestead, _ arguments: [String],
        word: @escaping @Sendable (AskedQuestion) -> [String] = { _ in ["no"] }
    ) async throws -> Answer {
        let text = Mutex("")
        let ending = await Errand.prove.run(in: home.estate, arguments, asker: 7) { part in
            text.withLock { $0 += part }
            guard let event = AskEvent(line: String(part.dropLast(part.hasSuffix("\n") ? 1 : 0))),
                case .question(let card) = event
            else { return }
            Task {
                try await Task.sleep(for: ConfirmationCard.deafness + .milliseconds(200))
                await home.estate.settle(
                    ["\(card.audience)", "\(card.card)"] + word(card), from: 7, .given(by: "a test"))
            }
        }
        let raw = text.withLock { $0 }
        let told = raw.split(separator: "\n").compactMap { line -> JSONValue? in
            guard case .text(let text)? = AskEvent(line: String(line)) else { return nil }
            return JSONValue(object: text)
        }.first
        return Answer(
            ending: ending, findings: (told?["findings"]?.array ?? []).compactMap(Finding.init),
            bodies: told?["bodies"]?.object ?? [:], raw: raw)
    }

    @Test func `all that reads is run, all that changes is planned and not sent, and no name is told`()
        async throws
    {
        try await Homestead.live { home in
            let answer = try await prove(home, ["", "", "bodies"])
            let tools = ClusterTools.all(home.site, memory: home.store).all
            for tool in tools {
                let kind = tool.least == .green ? "reading" : "plan"
                let finding = try #require(answer.finding("\(kind): \(tool.definition.name)"))
                #expect(finding.verdict != .fault, "\(finding)")
            }
            #expect(answer.findings.count == tools.count)
            #expect(answer.findings.filter { $0.verdict == .good }.count > 30)
            #expect(answer.finding("plan: stop_vm")?.text.contains("not sent: ") == true)
            #expect(home.simulator.requests.allSatisfy { $0.method == "GET" })
            #expect(answer.bodies.count > 15 && answer.bodies["get_vms"] != nil)
            for name in ["nextcloud", "vaultwarden", "agent1", "homelab"] {
                #expect(!answer.raw.contains(name), "\(name) is told")
            }
            #expect(answer.raw.firstMatch(of: /\b10\.0\.\d+\.\d+\b/) == nil)
            #expect(answer.ending.code == 0)
        }
    }

    @Test(arguments: [(105, "stopped"), (126, "running")])
    func `a guest that is given is started, snapshotted, stopped and put back as it was`(
        vmid: Int, before: String
    ) async throws {
        try await Homestead.live { home in
            #expect(try await home.status(vmid) == before)
            let answer = try await prove(home, ["", "\(vmid)"]) { card in
                card.tier == "RED" && card.word == "\(vmid)" ? ["type", "\(vmid)"] : ["no"]
            }
            let acts = answer.findings.filter { $0.subject.hasPrefix("act:") }
            #expect(acts.count >= 5 && acts.allSatisfy { $0.verdict == .good }, "\(acts)")
            #expect(try await home.status(vmid) == before)
            let guest = try #require(await home.site.snapshot.guests.first { $0.vmid.number == vmid })
            #expect(try await home.site.client.snapshots(of: guest.id, at: guest.node).all.isEmpty)
            let sent = home.simulator.requests.filter { $0.method != "GET" }
            #expect(sent.allSatisfy { $0.path.contains("/\(vmid)/") }, "\(sent)")
            let changes = try await home.store.audit.list(limit: 10).compactMap { entry -> AuditIntent? in
                if case .intent(let intent) = entry.content, intent.tier != "GREEN" { intent } else { nil }
            }
            #expect(changes.map(\.action) == ["prove_guest"] && changes.first?.ruling == .confirmed)
        }
    }

    @Test func `with a no nothing is done to the guest, and that is a fault of the report`() async throws {
        try await Homestead.live { home in
            let answer = try await prove(home, ["", "105"])
            #expect(answer.finding("act: guest 105")?.text.contains("declined") == true)
            #expect(answer.ending.code == ExitStatus.found.rawValue)
            #expect(home.simulator.requests.allSatisfy { $0.method == "GET" })
        }
    }

    @Test func `a guest under high availability is not taken, nor one that is not there`() async throws {
        try await Homestead.live { home in
            let managed = try #require(await home.site.snapshot.guests.first { $0.haState != nil })
            for vmid in ["\(managed.vmid)", "998"] {
                let answer = try await prove(home, ["", vmid]) { _ in ["type", vmid] }
                #expect(answer.finding("act: guest \(vmid)")?.verdict == .fault)
            }
            #expect(home.simulator.requests.allSatisfy { $0.method == "GET" })
            #expect(try await prove(home, ["", "first"]).ending.code == ExitStatus.usage.rawValue)
        }
    }

    @Test func `a name is covered as a whole word, the same each time`() {
        var snapshot = ClusterSnapshot(name: "home")
        snapshot.nodes = [Node(name: "pve", state: .online), Node(name: "pve2", state: .online)]
        let cover = NameCover(snapshot)
        #expect(
            cover.covered("pve2 and pve: pveproxy on pve, 10.1.2.3")
                .hasPrefix("node-2 and node-1: pveproxy on node-1, "))
        #expect(!cover.covered("10.1.2.3").contains("10.1.2.3"))
    }
}

import AIKit
import ClusterKit
import FoundationEssentials
import HTTP
import Jarvis
import Memory
import OfflineButler
import ProxmoxSim
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RestartTests {
    @Test func `conversation and feed come back`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        var said: [Message] = []
        var told: [EventRecord] = []
        try await Homestead.live(in: folder.path) { home in
            _ = try await home.ask("status")
            said = try await home.butler.resume()
            told = [try await home.witness.line("watch.began")]
        }
        try await Homestead.live(in: folder.path) { home in
            let resumed = try await home.butler.resume()
            #expect(resumed == said && said.count >= 3)
            let kept = try await home.store.events.list(limit: 500)
            #expect(kept.contains { $0.id == told.first?.id && $0.title == told.first?.title })
        }
    }

    @Test func `guests of a node that was dead before the start have their names from the memory`()
        async throws
    {
        let folder = try Folder()
        defer { folder.remove() }
        try await Homestead.live(in: folder.path) { home in
            while try await home.store.snapshots.latest(of: "home") == nil {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        // Five minutes, after which the dead node's guests lose their names, pass in a second.
        let configuration = SimulatorConfiguration(
            time: SimulatedTime(pace: 300), delays: .brief, scenario: .nodeDies)
        let reach = Reach { _, cluster in
            let client = ProxmoxClient(cluster)
            while try await !client.resources().guests.contains(where: { $0.name == nil }) {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        let isDark = { (snapshot: ClusterSnapshot) in
            snapshot.guests.contains { $0.status == .unknown }
        }
        try await Homestead.live(configuration, in: folder.path, reach: reach, knowing: isDark) { home in
            let snapshot = await home.site.snapshot
            let lost = snapshot.guests.filter { $0.status == .unknown }
            #expect(!lost.isEmpty && lost.allSatisfy { $0.name != nil && $0.lastKnownStatus != nil })
            let guest = try #require(lost.first { $0.lastKnownStatus == .running })
            let answer = try await home.ask("is \(guest.name ?? "") running?")
            #expect(answer.contains("last known state was running"), "\(answer)")
        }
    }

    @Test func `a new beginning stays one after a restart`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        try await Homestead.live(in: folder.path) { home in
            _ = try await home.ask("status")
            try await home.butler.beginAnew()
            try await home.butler.rest()
        }
        try await Homestead.live(in: folder.path) { home in
            let resumed = try await home.butler.resume()
            #expect(resumed == [])
            #expect(try await home.store.conversations.list().count == 1)
        }
    }

    @Test func `a task that failed yesterday is told once and not at every start`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        for _ in 0..<2 {
            try await Homestead.live(.frozen, in: folder.path) { home in
                _ = try await home.witness.line("watch.began")
            }
        }
        let store = try await Store.open(at: folder.path).store
        let failed = try await store.events.list(limit: 500).filter { $0.kind == "task.failed" }
        #expect(Set(failed.map(\.subject)).count == failed.count)
        try await store.close()
    }

    @Test func `an act whose outcome nobody saw is told at the next start, once`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let store = try await Store.open(at: folder.path).store
        let id = try await store.audit.append(
            AuditIntent(
                time: .now, asker: "model", action: "start_vm", arguments: #"{"vmid":105}"#,
                call: "POST /nodes/home/qemu/105/status/start", target: "guest 105", cluster: "home",
                tier: "RED", ruling: .confirmed))
        try await store.close()
        try await Homestead.live(in: folder.path) { home in
            let line = try await home.witness.line("act.unfinished")
            #expect(line.title == "start_vm on guest 105: whether it took effect is not known")
            #expect(line.severity == .warning && line.origin == .model)
            #expect(try await home.store.audit.unfinished() == [])
            guard case .outcome(let outcome, id)? = try await home.store.audit.list().first?.content else {
                Issue.record("the audit log does not say how it ended")
                return
            }
            #expect(outcome.result == .unknown)
        }
        try await Homestead.live(in: folder.path) { home in
            _ = try await home.witness.line("watch.began")
            #expect(!home.witness.kinds.contains("act.unfinished"))
        }
    }

    @Test(arguments: [(false, "Nothing was done."), (true, "the feed names it.")])
    func `a question that the house's end left without an answer is followed by a note, once`(
        hasBegunAct: Bool, end: String
    ) async throws {
        let folder = try Folder()
        defer { folder.remove() }
        try await Homestead.live(in: folder.path) { home in _ = try await home.ask("status") }
        let store = try await Store.open(at: folder.path).store
        let last = try #require(try await store.conversations.list().first)
        _ = try await store.conversations.append(
            MessageRecord(
                conversation: last.id, time: .now, role: .user,
                content: #"{"role":"user","content":[{"text":"stop web"}]}"#, text: "stop web"))
        if hasBegunAct {
            _ = try await store.audit.append(
                AuditIntent(
                    time: .now, asker: "model", action: "stop_vm", arguments: "{}", cluster: "home",
                    tier: "RED", ruling: .confirmed))
        }
        try await store.close()
        var notes: [Message] = []
        for _ in 0..<2 {
            try await Homestead.live(in: folder.path) { home in
                _ = try await home.witness.line("watch.began")
                let messages = try await home.butler.resume()
                notes = messages.filter(CutOff.isNote)
                #expect(notes.count == 1 && messages.last == notes.last)
                #expect(messages.dropLast().last?.text == "stop web")
                #expect(notes[0].text.hasPrefix("Jarvis ended before this was answered."))
                #expect(notes[0].text.hasSuffix(end))
            }
        }
    }

    @Test func `an answered question is followed by no note`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        try await Homestead.live(in: folder.path) { home in _ = try await home.ask("status") }
        try await Homestead.live(in: folder.path) { home in
            let messages = try await home.butler.resume()
            #expect(messages.filter(CutOff.isNote) == [])
        }
    }

    @Test func `a memory that ends with Jarvis is announced as one`() async throws {
        let witness = Witness()
        let opening = try Store.temporary()
        let estate = Estate([], opening: opening, mind: Mind(OfflineProvider())) { witness.note($0) }
        let watch = Task { await estate.run() }
        let line = try await witness.line("memory.temporary")
        #expect(line.severity == .notice)
        watch.cancel()
        await watch.value
        try await opening.store.close()
    }

    @Test func `a word on one cluster's card is no word on another's`() async throws {
        let simulator = try await Simulator.start(Homestead.configuration)
        let witness = Witness()
        let clusters = ["one", "two"].map { Homestead.cluster(simulator, name: $0) }
        let estate = Estate(
            clusters, opening: try Store.temporary(), mind: Mind(OfflineProvider()), pace: Homestead.pace
        ) { witness.note($0) }
        let watch = Task { await estate.run() }
        var cards: [ConfirmationCard.ID] = []
        for name in ["one", "two"] {
            _ = try await witness.snapshot { $0.name == name && $0.isWhole }
            let butler = try #require(estate.butler(name))
            async let deed: Void = butler.carryOut(.stop, on: GuestID(.qemu, 121))
            let known = cards
            let card = try await witness.first { event in
                if case .butler(.card(let card), _) = event, !known.contains(card.id) { card } else { nil }
            }
            cards.append(card.id)
            await butler.settle(card.id, .no)
            await deed
        }
        #expect(Set(cards).count == 2)
        watch.cancel()
        await watch.value
        await simulator.stop()
        try await estate.store.close()
    }
}

extension SimulatorConfiguration {
    /// Time stands still, so that two lives see the same tasks.
    fileprivate static var frozen: SimulatorConfiguration {
        SimulatorConfiguration(time: .frozen(at: Date.now.timeIntervalSince1970 - 600), delays: .brief)
    }
}

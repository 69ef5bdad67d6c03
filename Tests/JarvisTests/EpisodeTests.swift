import AIKit
import ClusterKit
import Foundation
import JSON
import Memory
import Testing

@testable import Jarvis

/// What was done, as it is remembered.
@Suite(.timeLimit(.minutes(5)))
struct EpisodeTests {
    private func found(_ arguments: JSONValue, _ home: Homestead) async throws -> [JSONValue] {
        let tool = try #require(ClusterTools.all(home.site, memory: home.store)["memory_search"])
        let outcome = try await tool.run(try tool.definition.check(arguments))
        return try #require(outcome.structured?["acts"]?.array)
    }

    @Test func `an act is found by the guest's name and number, by its tool and by how it ended`()
        async throws
    {
        try await Homestead.live { home in
            try await home.butler.carryOut(.start, on: GuestID(.qemu, 105))
            _ = try await home.witness.line("act.done")
            let name = try #require(await home.site.snapshot.guests.first { $0.vmid.number == 105 }?.name)
            for words in ["105", name, "guest_start", "start done", "operator 105"] {
                let rows = try await found(["words": .string(words), "where": "acts"], home)
                #expect(rows.count == 1, "\(words)")
                let row = try #require(rows.first)
                #expect(
                    row["tool"] == "guest_start" && row["ended"] == "done" && row["who"] == "the operator")
                #expect(row["target"]?.string?.contains("guest 105") == true && row["id"]?.integer == 1)
            }
            #expect(try await found(["words": "105 failed", "where": "acts"], home).isEmpty)
            #expect(try await found(["words": "106", "where": "acts"], home).isEmpty)
        }
    }

    @Test func `looking is no act, a refusal is one, and after ninety days none counts`() async throws {
        let store = try Store.temporary().store
        func write(_ tier: String, _ days: Double, refused: Bool = false) async throws {
            _ = try await store.audit.append(
                AuditIntent(
                    time: .now.addingTimeInterval(-86_400 * days), asker: "mcp", action: "stop_vm",
                    arguments: "{}", target: "guest 101", cluster: "home", tier: tier,
                    ruling: refused ? .refused : .allowed))
        }
        try await write("RED", 91)
        try await write("RED", 89)
        try await write("GREEN", 1)
        // A call that makes no sense is refused as BLACK, whatever the tool.
        _ = try await store.audit.append(
            AuditIntent(
                time: .now, asker: "model", action: "get_guest_status", arguments: "{}", cluster: "home",
                tier: "BLACK", ruling: .refused))
        try await write("RED", 0.5, refused: true)
        let acts = try await Episodes(store.audit, of: "home").latest()
        #expect(acts.map(\.number) == [5, 2] && acts.map(\.ending) == [.refused, .open])
        #expect(acts[0].line == "stop_vm guest 101: refused, RED, by another program")
        let young = try await Episodes(store.audit, of: "home").latest(
            since: .now.addingTimeInterval(-86_400))
        #expect(young.map(\.number) == [5])
        #expect(try await Episodes(store.audit, of: "away").latest().isEmpty)
        // The log itself keeps all.
        _ = try await store.sweep(now: .now)
        #expect(try await store.audit.acts().count == 5)
    }

    @Test func `what a model says, asks and notes becomes no act but those that it has carried out`()
        async throws
    {
        let model = HearingModel(
            calls: [
                ("memory_search", ["words": "act 99 restarted"]),
                ("remember_act", ["text": "act 99: stopped guest 103"]),
                ("memory_note", ["text": "act 99: a model stopped guest 103 and was told it may"]),
            ], says: "act 99: I stopped guest 103.")
        try await Homestead.live(provider: model) { home in
            async let answer = home.ask("act 99: stop_vm guest 103: done, RED, by the operator")
            let card = try await home.card()
            try await home.butler.settle(card.id, .yes)
            #expect(try await answer.contains("I stopped"))
            let acts = try await Episodes(home.store.audit, of: "home").latest()
            #expect(acts.map(\.tool) == ["memory_note", "another tool"])
            #expect(acts.map(\.ending) == [.done, .refused] && acts.allSatisfy { $0.targets.isEmpty })
            for words in ["103", "stopped", "remember_act"] {
                #expect(
                    try await found(["words": .string(words), "where": "acts"], home).isEmpty, "\(words)")
            }
        }
    }

    @Test func `only the trail of what is carried out writes the audit log`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
            .standardized
        var writers: Set<String> = []
        var seen = 0
        for room in ["Jarvis", "JarvisTUI", "CommandLine", "OfflineButler", "Evaluation"] {
            let place = root.path + "/" + room
            for file in try FileManager.default.subpathsOfDirectory(atPath: place)
            where file.hasSuffix(".swift") {
                let text = String(
                    decoding: try Data(contentsOf: URL(filePath: place + "/" + file)), as: UTF8.self)
                seen += 1
                if text.contains("AuditIntent(") { writers.insert("\(room)/\(file)") }
            }
        }
        #expect(seen > 200 && writers == ["Jarvis/Butler/AuditTrail.swift"])
    }
}

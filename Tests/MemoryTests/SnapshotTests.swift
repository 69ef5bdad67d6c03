import FoundationEssentials
import Glibc
import Testing

@testable import Memory

struct SnapshotTests {
    @Test func `a cluster's state is kept once in an interval, for each cluster apart`() async throws {
        let store = try Store.temporary().store
        var kept: [String] = []
        for (time, cluster) in [
            (0.0, "home"), (10, "home"), (10, "lab"), (299, "home"), (300, "home"), (310, "lab"),
        ] {
            let snapshot = ClusterSnapshotRecord(time: .at(time), cluster: cluster, content: "{}")
            if try await store.snapshots.save(snapshot) != nil { kept.append("\(cluster) \(Int(time))") }
        }
        #expect(kept == ["home 0", "lab 10", "home 300", "lab 310"])
    }

    @Test func `a clock that was set back does not stop the keeping`() async throws {
        let store = try Store.temporary().store
        for time in [7200.0, 3600] {
            let snapshot = ClusterSnapshotRecord(time: .at(time), cluster: "home", content: "{}")
            #expect(try await store.snapshots.save(snapshot) != nil)
        }
    }

    @Test func `the state at a moment is the last one before it`() async throws {
        let store = try Store.temporary().store
        for time in [0.0, 1000, 2000] {
            try await store.snapshots.save(
                ClusterSnapshotRecord(time: .at(time), cluster: "home", content: "\(Int(time))"))
        }
        #expect(try await store.snapshots.latest(of: "home")?.content == "2000")
        #expect(try await store.snapshots.latest(of: "home", at: .at(1999))?.content == "1000")
        #expect(try await store.snapshots.latest(of: "home", at: .at(-1)) == nil)
        #expect(try await store.snapshots.latest(of: "lab") == nil)
        #expect(try await store.snapshots.times(of: "home", since: .at(1000)) == [.at(2000), .at(1000)])
    }
}

struct PreferenceTests {
    @Test func `a preference is what it was last set to`() async throws {
        let store = try Store.temporary().store
        try await store.preferences.set("theme", to: "amber", at: .at(1))
        try await store.preferences.set("mode", to: "ops", at: .at(1))
        try await store.preferences.set("theme", to: "cyan", at: .at(2))
        #expect(try await store.preferences.value(of: "theme") == "cyan")
        #expect(
            try await store.preferences.list() == [
                Preference(key: "mode", value: "ops", updated: .at(1)),
                Preference(key: "theme", value: "cyan", updated: .at(2)),
            ])
        try await store.preferences.remove("theme")
        #expect(try await store.preferences.value(of: "theme") == nil)
    }
}

struct CareTests {
    @Test func `a sweep deletes what is too old and leaves the rest and the audit log`() async throws {
        let store = try Store.temporary().store
        let day = 86_400.0
        _ = try await store.events.append(
            (0..<1200).map { number in
                var event = EventRecord.sample(1)
                event.time = .at(Double(number) * day / 10)
                return event
            })
        for time in [0.0, 110 * day] {
            try await store.snapshots.save(
                ClusterSnapshotRecord(time: .at(time), cluster: "home", content: "{}"))
            _ = try await store.conversations.begin(title: "Talk", at: .at(time))
            _ = try await store.toolCalls.begin(
                ToolCallRecord(time: .at(time), name: "x", arguments: "{}", tier: "GREEN"))
        }
        _ = try await store.audit.append(.sample(0))
        let swept = try await store.sweep(now: .at(120 * day))
        #expect(swept == Swept(events: 300, toolCalls: 1, snapshots: 1, conversations: 0))
        #expect(
            try await store.counts()
                == RowCounts(
                    events: 900, conversations: 2, messages: 0, toolCalls: 1, snapshots: 1, preferences: 0,
                    auditEntries: 1, answers: 0))
        #expect(try await store.check() == [])
    }

    @Test func `a sweep with the clock far back deletes nothing`() async throws {
        let store = try Store.temporary().store
        try await store.events.append(.sample(1))
        #expect(try await store.sweep(now: Date(timeIntervalSince1970: 0)) == Swept())
    }

    @Test func `a file gets smaller when what it held is swept`() async throws {
        let scratch = try Scratch()
        try await scratch.fill(events: 3000)
        let full = try #require(Folder.size(of: scratch.database))
        let store = try await scratch.store()
        _ = try await store.sweep(now: .at(100 * 86_400))
        try await store.close()
        #expect(try #require(Folder.size(of: scratch.database)) < full / 4)
    }
}

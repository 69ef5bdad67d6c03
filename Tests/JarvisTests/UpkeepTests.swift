import FoundationEssentials
import Memory
import Testing

@testable import Jarvis

@Suite(.timeLimit(.minutes(5)))
struct UpkeepTests {
    /// How old, in days, the events of earlier houses are, and what is left of all at the first and at the second rest.
    struct Row: Sendable {
        let ages: [Int]
        let first: [Int]
        let second: [Int]
    }

    @Test(arguments: [
        Row(ages: [10, 100, 200], first: [0, 10], second: [0, 10]),
        Row(ages: [44, 100], first: [0, 44], second: [0, 44]),
        // Nothing for months: rather the clock is wrong than that there was no house.
        Row(ages: [46, 100], first: [0, 46, 100], second: [0, 46]),
        Row(ages: [100, 200], first: [0, 100, 200], second: [0]), Row(ages: [], first: [0], second: [0]),
    ])
    func `the feed is not swept at a start whose clock is months ahead of the last that was kept`(
        row: Row
    ) async throws {
        let store = try Store.temporary().store
        let began = Date.now
        for age in row.ages { try await store.events.append(Self.event(age, before: began)) }
        // What this house has added itself proves nothing of its clock, however much it is.
        for number in 1...150 {
            try await store.events.append(Self.event(0, before: began + Double(number)))
        }
        let (days, day) = AsyncStream.makeStream(of: [Int].self)
        let upkeep = Upkeep(
            store: store, feed: ActivityFeed(store) { _ in }, began: began, show: { _ in },
            rest: { _ in
                let events = try await store.events.list(limit: 1000)
                day.yield(Set(events.compactMap { Int($0.kind) }).sorted())
            })
        let task = Task { await upkeep.run() }
        var seen: [[Int]] = []
        for await left in days {
            seen.append(left)
            if seen.count == 2 { break }
        }
        task.cancel()
        await task.value
        #expect(seen == [row.first, row.second])
    }

    @Test
    func
        `it sweeps every hour, tells the end of the audit log once a day, and waits a day where the clock may be wrong`()
        async throws
    {
        let folder = try Folder()
        defer { folder.remove() }
        let store = try await Store.open(at: folder.path).store
        _ = try await store.audit.append(
            AuditIntent(
                time: .now, asker: "model", action: "start_vm", arguments: "{}", tier: "RED", ruling: .refused
            ))
        for isDoubtful in [false, true] {
            if isDoubtful {
                try await store.events.append(Self.event(60, before: .now))
            }
            let (rests, rested) = AsyncStream.makeStream(of: Duration?.self)
            let upkeep = Upkeep(
                store: store, feed: ActivityFeed(store) { _ in }, began: .now,
                show: { event in if case .anchor = event { rested.yield(nil) } }, rest: { rested.yield($0) })
            let task = Task { await upkeep.run() }
            var seen: [Duration?] = []
            for await rest in rests {
                seen.append(rest)
                if seen.count == 27 { break }
            }
            task.cancel()
            await task.value
            let hours = [Duration?](repeating: .seconds(3600), count: 24)
            let day: [Duration?] = isDoubtful ? [.seconds(86_400)] : []
            #expect(seen == Array((day + [nil] + hours + [nil] + hours).prefix(27)))
        }
        try await store.close()
    }

    private static func event(_ age: Int, before began: Date) -> EventRecord {
        EventRecord(
            time: began.addingTimeInterval(-Double(age) * 86_400), severity: .info, origin: .system,
            kind: "\(age)", title: "something happened")
    }
}

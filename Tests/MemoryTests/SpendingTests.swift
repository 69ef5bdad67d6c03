import FoundationEssentials
import Testing

@testable import Memory

struct SpendingTests {
    @Test func `an answer takes the place of what was set aside for it, whole`() async throws {
        let store = try Store.temporary().store
        let talk = try await store.conversations.begin(title: "Plex", at: .at(0))
        let message = try await store.conversations.append(
            MessageRecord(conversation: talk.id, time: .at(1), role: .assistant, content: "[]", text: "Yes."))
        let place = try await reserved(store, .answer(cost: 900), limit: 1000)
        var record = SpendRecord.answer(at: 1, cost: 250)
        record.request = "req_1"
        record.tokens = SpendRecord.Tokens(
            input: 1, output: 2, cacheRead: 3, cacheWrite: 4, cacheWriteHour: 2, thinking: 1)
        record.price = "claude-haiku-4-5 2025-10-15"
        record.firstToken = .milliseconds(400)
        record.duration = .milliseconds(1900)
        let settled = try await store.spending.settle(place, record, since: [.at(0)])
        #expect(settled.before == [0] && settled.after == [250])
        try await store.spending.attribute(settled.id, to: message, of: talk.id)
        record.id = settled.id
        record.conversation = talk.id
        record.message = message
        #expect(try await store.spending.list() == [record])
    }

    @Test func `answers under way cannot overdraw together`() async throws {
        let store = try Store.temporary().store
        let grants = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let grant = try await store.spending.reserve(
                        .answer(cost: 300), within: [SpendCap(limit: 1000, since: .at(0))])
                    return if case .granted = grant { true } else { false }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(grants == 3)
        let total = try await store.spending.total(since: .at(0))
        #expect(total == (spent: 0, reserved: 900))
        #expect(
            try await store.spending.reserve(
                .answer(cost: 101), within: [SpendCap(limit: 1000, since: .at(0))])
                == .refused(SpendCap(limit: 1000, since: .at(0)), spent: 0, reserved: 900))
    }

    @Test func `what was given back can be spent again`() async throws {
        let store = try Store.temporary().store
        let place = try await reserved(store, .answer(cost: 1000), limit: 1000)
        try await store.spending.release(place)
        _ = try await reserved(store, .answer(cost: 1000), limit: 1000)
        #expect(try await store.spending.list().count == 1)
    }

    @Test func `what a process that is gone had set aside is no longer, and counts as spent`() async throws {
        let scratch = try Scratch()
        let first = try await scratch.store()
        _ = try await reserved(first, .answer(cost: 600), limit: 1000)
        try await first.close()
        let store = try await scratch.store()
        #expect(
            try await store.spending.reserve(
                .answer(at: 3599, cost: 500), within: [SpendCap(limit: 1000, since: .at(0))])
                == .refused(SpendCap(limit: 1000, since: .at(0)), spent: 0, reserved: 600))
        #expect(
            try await store.spending.reserve(
                .answer(at: 3601, cost: 500), within: [SpendCap(limit: 1000, since: .at(0))])
                == .refused(SpendCap(limit: 1000, since: .at(0)), spent: 600, reserved: 0))
        _ = try await reserved(store, .answer(at: 3602, cost: 400), limit: 1000)
        #expect(try await store.spending.list().map(\.state) == [.reserved, .lost])
        let next = try await store.spending.reserve(
            .answer(at: 90_000, cost: 1000), within: [SpendCap(limit: 1000, since: .at(86_400))])
        guard case .granted = next else { return #expect(Bool(false)) }
    }

    @Test func `an answer that comes after all takes the place of its lost one`() async throws {
        let store = try Store.temporary().store
        let place = try await reserved(store, .answer(cost: 600), limit: nil)
        _ = try await reserved(store, .answer(at: 4000, cost: 1), limit: nil)
        _ = try await store.spending.settle(place, .answer(cost: 5), since: [.at(0)])
        let total = try await store.spending.total(since: .at(0))
        #expect(total == (spent: 5, reserved: 1))
    }

    @Test func `sums are by model, day, month and conversation`() async throws {
        let store = try Store.temporary().store
        let talk = try await store.conversations.begin(title: "Plex", at: .at(0))
        for (time, model, cost, state, isGuess) in [
            (0.0, "a", Int64(100), SpendRecord.State.complete, false), (1, "b", 20, .wasted, true),
            (2, "a", 3, .complete, false), (90 * 86_400, "a", 1000, .complete, false),
        ] {
            var record = SpendRecord.answer(at: time, cost: cost)
            record.model = model
            record.state = state
            record.isGuess = isGuess
            record.conversation = cost == 3 ? talk.id : nil
            record.tokens = SpendRecord.Tokens(input: 10, output: 1, cacheRead: 5, cacheWrite: 2)
            _ = try await store.spending.settle(nil, record, since: [.at(0)])
        }
        _ = try await reserved(store, .answer(cost: 9999), limit: nil)
        let models = try await store.spending.sums(by: [.model])
        #expect(
            models == [
                SpendSum(keys: ["a"], answers: 3, wasted: 0, guesses: 0, prompt: 51, output: 3, cost: 1103),
                SpendSum(keys: ["b"], answers: 1, wasted: 1, guesses: 1, prompt: 17, output: 1, cost: 20),
            ])
        #expect(try await store.spending.sums(by: [.day, .model]).map(\.cost) == [103, 20, 1000])
        #expect(try await store.spending.sums(by: [.month]).map(\.cost) == [123, 1000])
        #expect(try await store.spending.sums(by: [.conversation]).map(\.cost) == [1120, 3])
        #expect(
            try await store.spending.sums(by: [.conversation]).map(\.keys) == [[""], [talk.id.description]])
        #expect(try await store.spending.sums(by: [], since: .at(1)).map(\.cost) == [1023])
    }

    @Test func `a day is one of this machine's clock`() async throws {
        let store = try Store.temporary().store
        let midnight = try Date("2026-03-01T00:00:00Z", strategy: .iso8601)
        for offset in [-43_200.0, 43_200] {
            _ = try await store.spending.settle(
                nil, .answer(at: midnight.timeIntervalSince(.at(0)) + offset, cost: 1), since: [.at(0)])
        }
        let days = try await store.spending.sums(by: [.day]).flatMap(\.keys)
        #expect(days == days.sorted() && days.count == 2 && days.allSatisfy { $0.hasPrefix("2026-0") })
    }

    @Test func `what was spent stays spent when its conversation is forgotten`() async throws {
        let store = try Store.temporary().store
        let talk = try await store.conversations.begin(title: "Plex", at: .at(0))
        var record = SpendRecord.answer(cost: 70)
        record.conversation = talk.id
        _ = try await store.spending.settle(nil, record, since: [.at(0)])
        _ = try await store.sweep(now: .at(9_000_000), keeping: Retention(conversations: .days(1)))
        #expect(try await store.conversations.list().isEmpty)
        #expect(try await store.spending.list().map(\.conversation) == [nil])
        #expect(try await store.check() == [])
    }

    @Test func `absurd figures are kept as large ones, and their sum stays a number`() async throws {
        let store = try Store.temporary().store
        for _ in 0..<3 {
            var record = SpendRecord.answer(cost: .max)
            record.tokens = SpendRecord.Tokens(input: .max, output: .max, cacheRead: -1, cacheWrite: .max)
            _ = try await store.spending.settle(nil, record, since: [.at(0)])
        }
        let sum = try #require(try await store.spending.sums(by: []).first)
        #expect(sum.cost == 3 * SpendRecord.limit && sum.prompt == 6 * Int(SpendRecord.limit))
    }

    private func reserved(
        _ store: Store, _ record: SpendRecord, limit: Int64?
    ) async throws -> SpendRecord.ID {
        let caps = limit.map { [SpendCap(limit: $0, since: .at(0))] } ?? []
        let grant = try await store.spending.reserve(record, within: caps)
        guard case .granted(let id) = grant else { throw Refused() }
        return id
    }

    private struct Refused: Error {}
}

extension SpendRecord {
    static func answer(at seconds: Double = 0, cost: Int64) -> SpendRecord {
        SpendRecord(
            time: .at(seconds), cluster: "home", provider: "anthropic", model: "claude-haiku-4-5",
            state: .complete, cost: cost)
    }
}

import FoundationEssentials
import Testing

@testable import Memory

struct TalkOverviewTests {
    private func message(
        _ talk: ConversationRecord, _ second: Double, _ role: MessageRecord.Role, _ text: String,
        model: String? = nil
    ) -> MessageRecord {
        MessageRecord(
            conversation: talk.id, time: .at(second), role: role, content: "[\(text)]", text: text,
            model: model,
            tokens: TokenCounts(input: 7))
    }

    @Test func `an overview tells how much was said, by whom, and what it cost`() async throws {
        let store = try Store.temporary().store
        let talks = store.conversations
        let talk = try await talks.begin(title: "Plex", at: .at(0))
        let empty = try await talks.begin(title: "Nothing", at: .at(1))
        for said in [
            message(talk, 2, .user, "a"), message(talk, 3, .assistant, "b", model: "qwen"),
            message(talk, 4, .user, ""), message(talk, 5, .user, "c"),
            message(talk, 6, .assistant, "d", model: "haiku"),
            message(talk, 7, .assistant, "e", model: "qwen"),
        ] { try await talks.append(said) }
        var record = SpendRecord.answer(at: 3, cost: 250)
        record.conversation = talk.id
        _ = try await store.spending.settle(nil, record, since: [.at(0)])
        let overviews = try await talks.overviews()
        #expect(overviews.map(\.record.title) == ["Plex", "Nothing"])
        #expect(overviews[0].questions == 2 && overviews[0].models == ["haiku", "qwen"])
        #expect(overviews[0].cost == 250 && overviews[0].opening == "[a]")
        #expect(overviews[1].record == empty && overviews[1].questions == 0 && overviews[1].opening == nil)
        #expect(try await talks.cost(of: talk.id) == 250)
        #expect(try await talks.overviews(limit: 1).count == 1)
    }

    @Test func `a fork has what was said up to a message, and the other is as it was`() async throws {
        let store = try Store.temporary().store
        let talks = store.conversations
        let talk = try await talks.begin(title: "Plex", at: .at(0))
        var ids: [MessageRecord.ID] = []
        for (second, text) in ["a", "b", "c"].enumerated() {
            ids.append(try await talks.append(message(talk, Double(second), .user, text)))
        }
        let before = try await talks.messages(of: talk.id)
        let fork = try await talks.fork(talk.id, before: ids[2], title: "Fork", at: .at(9))
        let whole = try await talks.fork(talk.id, title: "Whole", at: .at(9))
        #expect(try await talks.messages(of: fork.id).map(\.text) == ["a", "b"])
        #expect(try await talks.messages(of: whole.id).map(\.text) == ["a", "b", "c"])
        let copy = try #require(try await talks.messages(of: fork.id).first)
        #expect(copy.time == before[0].time && copy.content == before[0].content)
        #expect(copy.tokens == TokenCounts())
        #expect(try await talks.messages(of: talk.id) == before)
        // A copy is found as what it was copied from is.
        #expect(try await talks.search("b", limit: 9).count == 3)
        try await talks.forget(talk.id)
        #expect(try await talks.messages(of: fork.id).count == 2)
        await #expect(throws: MemoryError.missing("conversation \(talk.id)")) {
            try await talks.fork(talk.id, title: "x", at: .at(9))
        }
    }
}

import AIKit
import Memory
import Testing

@testable import Jarvis

@Suite struct ScribeTests {
    @Test func `an answer that broke off has a bill of its own beside that of the answer`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let store = try await Store.open(at: folder.path).store
        var scribe = Scribe(store, purse: Purse(store: store, cluster: "home", budget: BudgetSettings()))
        let answer = Message(role: .assistant, content: [.text("Quite.")])
        let wasted = Usage(input: 10, output: 7, cacheRead: 3)
        let turn = Turn(
            message: answer, stopReason: .endTurn, usage: Usage(input: 20, output: 2), model: "m",
            requestID: nil)
        for event: AgentEvent in [
            .appended(.user("Hi")), .billed(bill(wasted, isWasted: true)), .billed(bill(turn.usage)),
            .response(turn), .appended(answer),
        ] { try await scribe.write(event) }
        let talk = try #require(scribe.conversation)
        let rows = try await store.conversations.messages(of: talk)
        #expect(rows.map(\.role) == [.user, .assistant])
        #expect(rows.map(\.tokens) == [TokenCounts(), TokenCounts(input: 20, output: 2)])
        let bills = try await store.spending.list()
        #expect(bills.map(\.message) == [rows[1].id, nil] && bills.map(\.conversation) == [talk, talk])
        #expect(bills.map(\.state) == [.complete, .wasted] && bills.map(\.tokens.output) == [2, 7])
        #expect(MessageArchive.messages(rows).messages == [.user("Hi"), answer])
        try await store.close()
    }

    private func bill(_ usage: Usage, isWasted: Bool = false) -> AnswerBill {
        AnswerBill(
            provider: "p", model: "m-1", usage: usage, isWasted: isWasted,
            charge: Charge(cost: Micros(rawValue: 5), price: "m-1"), took: .seconds(1))
    }
}

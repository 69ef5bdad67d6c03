import AIKit
import Memory
import Testing

@testable import Jarvis

@Suite struct ScribeTests {
    @Test func `tokens of an answer that broke off are kept beside those of the answer`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let store = try await Store.open(at: folder.path).store
        var scribe = Scribe(store)
        let answer = Message(role: .assistant, content: [.text("Quite.")])
        let turn = Turn(
            message: answer, stopReason: .endTurn, usage: Usage(input: 20, output: 2), model: "m",
            requestID: nil)
        for event: AgentEvent in [
            .appended(.user("Hi")), .wasted(model: "m-1", usage: Usage(input: 10, output: 7, cacheRead: 3)),
            .response(turn), .appended(answer),
        ] { try await scribe.write(event) }
        let talk = try #require(scribe.conversation)
        let rows = try await store.conversations.messages(of: talk)
        #expect(rows.map(\.role) == [.user, .system, .assistant])
        #expect(
            rows.map(\.tokens) == [
                TokenCounts(), TokenCounts(input: 10, output: 7, cacheRead: 3),
                TokenCounts(input: 20, output: 2),
            ])
        #expect(rows[1].model == "m-1")
        #expect(MessageArchive.messages(rows).messages == [.user("Hi"), answer])
        try await store.close()
    }
}

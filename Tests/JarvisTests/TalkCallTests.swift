import AIKit
import Counterparts
import FoundationEssentials
import JSON
import Memory
import Testing

@testable import Jarvis

/// What a conversation's answers rest on, as the memory has it.
@Suite(.timeLimit(.minutes(5)))
struct TalkCallTests {
    @Test func `calls are told with their times, how they ended and what came of them`() async throws {
        let mind = LookingMind([
            ("get_guest_status", ["vmid": 105]), ("get_guest_status", ["vmid": 99_999]),
            ("no_such_tool", [:]),
        ])
        try await Homestead.live(provider: mind) { home in
            let before = Date.now.addingTimeInterval(-1)
            #expect(try await home.ask("look") == "I looked.")
            let talks = Talks(home.store)
            let calls = try await talks.calls(of: "home")
            #expect(calls.map(\.id) == ["call0", "call1", "call2"])
            #expect(calls.map(\.name) == ["get_guest_status", "get_guest_status", "no_such_tool"])
            #expect(calls.map(\.fate) == [.done, .failed, .refused])
            #expect(calls.map(\.tier) == ["GREEN", "GREEN", "BLACK"])
            #expect(calls.allSatisfy { $0.began >= before && $0.began <= .now })
            #expect(calls[0].arguments == ["vmid": 105] && calls[0].took != nil && calls[2].took == nil)
            #expect(calls[0].outcome.contains("win11") && !calls[0].outcome.contains("<data"))
            #expect(!calls[2].outcome.isEmpty)
            #expect(try await talks.call("call1", of: "home") == calls[1])
            #expect(try await talks.call("call9", of: "home") == nil)
            #expect(try await talks.calls(of: "elsewhere").isEmpty)
        }
    }

    @Test func `a copy of a conversation tells them by its messages`() async throws {
        let mind = LookingMind([("get_guest_status", ["vmid": 105]), ("no_such_tool", [:])])
        try await Homestead.live(provider: mind) { home in
            _ = try await home.ask("look")
            let first = try await Talks(home.store).calls(of: "home")
            _ = try await home.butler.forkTalk()
            let calls = try await Talks(home.store).calls(of: "home")
            #expect(calls.map(\.id) == first.map(\.id) && calls.map(\.fate) == [.done, .refused])
            #expect(calls[0].outcome == first[0].outcome && calls[0].arguments == first[0].arguments)
            #expect(calls.allSatisfy { $0.tier == nil && $0.took == nil })
        }
    }

    @Test func `of calls of one tool each has its own row, whatever their order`() async throws {
        let store = try Store.temporary().store
        let question = Message.user("look", circumstances: Circumstances.text(cluster: "lab"))
        let uses = [101, 102].map { number in
            ContentBlock.toolUse(
                ToolUse(id: "u\(number)", name: "get_guest_status", input: ["vmid": .integer(number)]))
        }
        let talk = try await store.conversations.begin(title: "look", at: TalkTests.start)
        var ids: [MessageRecord.ID] = []
        for message in [question, Message(role: .assistant, content: uses)] {
            ids.append(
                try await store.conversations.append(
                    MessageRecord(
                        conversation: talk.id, time: TalkTests.start,
                        role: message.role == .user ? .user : .assistant,
                        content: MessageArchive.encode(message).text, text: message.text)))
        }
        for (second, number) in [(1, 102), (2, 101)] {
            let call = try await store.toolCalls.begin(
                ToolCallRecord(
                    message: ids[1], time: TalkTests.start + Double(second), name: "get_guest_status",
                    arguments: "{\"vmid\":\(number)}", tier: "GREEN"))
            try await store.toolCalls.finish(call, ToolCallEnd(outcome: "of \(number)", result: .unknown))
        }
        try await CurrentConversation(preferences: store.preferences, cluster: "lab").set(talk.id)
        let calls = try await Talks(store).calls(of: "lab")
        #expect(calls.map(\.id) == ["u101", "u102"] && calls.map(\.outcome) == ["of 101", "of 102"])
        #expect(calls.map(\.began) == [TalkTests.start + 2, TalkTests.start + 1])
        #expect(calls.map(\.fate) == [.unknown, .unknown])
    }

    @Test func `what left last is told by the butler, and what rules are asked is not`() async throws {
        try await Homestead.live { home in
            _ = try await home.ask("status")
            #expect(try home.butler.lastRequest == nil)
            let models = [
                AnsweringModel(
                    name: "far", provider: NamedMind(name: "far"), privacy: .cloud,
                    uses: Set(QuestionKind.allCases))
            ]
            await home.estate.use(Mind(models), of: MindSettings())
            try await home.butler.beginAnew()
            _ = try await home.ask("how is 192.168.7.7")
            let sent = try #require(try home.butler.lastRequest)
            #expect(sent.model == "far" && sent.tools.contains("get_cluster_status"))
            #expect(sent.conversation.messages.last?.text == "how is ip-1-1")
            #expect(!sent.isTrusted)
            #expect(sent.kept.contains(KeptWord(.addresses, "ip-1-1", "192.168.7.7")))
        }
    }
}

/// A mind that makes all its calls in one answer, and says so once they were answered.
private struct LookingMind: Provider {
    let id = "script"
    let model: ModelID = "looking"
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)
    let calls: [(name: String, input: JSONValue)]

    init(_ calls: [(name: String, input: JSONValue)]) { self.calls = calls }

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        let isOver = request.conversation.messages.last?.toolResults.isEmpty == false
        return AsyncThrowingStream { stream in
            if isOver {
                stream.yield(.completed(.text("I looked.")))
                stream.yield(.finished(.endTurn))
            } else {
                for (index, call) in calls.enumerated() {
                    stream.yield(
                        .completed(.toolUse(ToolUse(id: "call\(index)", name: call.name, input: call.input))))
                }
                stream.yield(.finished(.toolUse))
            }
            stream.finish()
        }
    }
}
